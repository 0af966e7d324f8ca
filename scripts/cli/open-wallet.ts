import { readFile } from "node:fs/promises";
import { decryptKeystoreJson } from "ethers";
import { createWalletClient, type Hex, http } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import type { Wallet } from "#client/registry/registry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Options, Values } from "./command.ts";
import type { ConnectedChain } from "./connect-chain.ts";
import { usageError } from "./parse-options.ts";
import { readSecret } from "./read-secret.ts";

const KEY_VARIABLE = "KONTOR_PRIVATE_KEY";

/** Whose transactions. The key itself is never an argument: those are open to everybody on the machine. */
export const WALLET_OPTIONS = {
  keystore: {
    type: "string",
    value: "FILE",
    text: `the signing key, as a keystore (Web3 Secret Storage, version 3); or ${KEY_VARIABLE}`,
    variable: "KONTOR_KEYSTORE",
  },
  "keystore-passphrase": {
    type: "string",
    value: "FILE",
    text: "a file with the keystore's passphrase; or KONTOR_KEYSTORE_PASSPHRASE, or the terminal",
  },
} as const satisfies Options;

/** The wallet that signs. Throws `InvalidArgument` where there is no key, `LockNotOpened` for a wrong passphrase. */
export async function openWallet(parameters: {
  values: Values<typeof WALLET_OPTIONS>;
  chain: ConnectedChain;
}): Promise<Wallet> {
  const { values, chain } = parameters;
  const { rpcUrl, timeout, pollingInterval } = chain;
  return createWalletClient({
    account: await openAccount(values),
    transport: http(rpcUrl, { timeout }),
    ...(pollingInterval === undefined ? {} : { pollingInterval }),
  }) as Wallet;
}

async function openAccount(values: Values<typeof WALLET_OPTIONS>): Promise<PrivateKeyAccount> {
  const { keystore } = values;
  const key = process.env[KEY_VARIABLE] ?? "";
  if (keystore !== undefined && key !== "") {
    throw usageError(`There are two signing keys: a keystore, and ${KEY_VARIABLE}. Leave one out.`);
  }
  if (keystore === undefined) {
    if (key === "") throw usageError(`The signing key is missing: --keystore FILE, or ${KEY_VARIABLE}.`);
    if (!/^0x[0-9a-fA-F]{64}$/.test(key)) throw usageError(`${KEY_VARIABLE} is not 0x and 64 hexadecimal digits.`);
    return accountOf(key as Hex);
  }
  const json = await readFile(keystore, "utf8").catch((cause: unknown) => {
    throw new KontorError({
      code: "InvalidArgument",
      message: "The keystore cannot be read.",
      details: { file: keystore },
      cause,
    });
  });
  const passphrase = await readSecret({
    what: "the keystore's passphrase",
    variable: "KONTOR_KEYSTORE_PASSPHRASE",
    file: values["keystore-passphrase"],
    option: "--keystore-passphrase",
  });
  return accountOf(await decrypt({ json, passphrase, file: keystore }));
}

async function decrypt(parameters: { json: string; passphrase: string; file: string }): Promise<Hex> {
  const { json, passphrase, file } = parameters;
  try {
    return (await decryptKeystoreJson(json, passphrase)).privateKey as Hex;
  } catch (error) {
    // The causes name what was given: they stay behind.
    if (error instanceof Error && error.message.startsWith("incorrect password")) {
      throw new KontorError({
        code: "LockNotOpened",
        message: "The keystore does not open with this passphrase.",
        details: { file },
      });
    }
    throw new KontorError({
      code: "InvalidArgument",
      message: "The file is no keystore of version 3 (Web3 Secret Storage).",
      hints: ["geth account new, cast wallet import and most wallets write one."],
      details: { file },
    });
  }
}

function accountOf(key: Hex): PrivateKeyAccount {
  try {
    return privateKeyToAccount(key);
  } catch {
    throw usageError("The signing key is none of secp256k1: it is 0, or too large.");
  }
}
