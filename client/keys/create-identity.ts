import type { Address, Hex } from "viem";
import { type RandomBytes, secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { generateIdentityKey } from "#protocol/keys/identity-key.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import type { PassphraseCost } from "#protocol/keys/passphrase-key.ts";
import { generateRecoveryWords } from "#protocol/keys/recovery-words.ts";
import { sealIdentity } from "#protocol/keys/sealed-identity.ts";
import type { Registry } from "../registry/registry.ts";

/** A new identity key that nobody but this process knows yet. */
export type NewIdentity = {
  account: Address;
  seed: Uint8Array;
  publicKey: Uint8Array;
  keyHash: Hex;
  /** For paper. Shown before the key is published; nobody can show them again. */
  words: string;
  /** The seed under passphrase and words, for the service to keep. */
  sealed: Uint8Array;
};

export type CreateIdentityParameters = {
  registry: Pick<Registry, "chainId" | "address">;
  account: Address;
  passphrase: string;
  cost?: PassphraseCost;
  randomBytes?: RandomBytes;
};

/** Makes an identity key and seals it under a passphrase and 24 recovery words. Nothing leaves. Throws `InvalidPassphrase`. */
export async function createIdentity(parameters: CreateIdentityParameters): Promise<NewIdentity> {
  const { registry, account, passphrase, cost, randomBytes = secureRandomBytes } = parameters;
  const { seed, publicKey } = await generateIdentityKey(randomBytes);
  const words = generateRecoveryWords(randomBytes);
  const sealed = await sealIdentity({
    chainId: BigInt(registry.chainId),
    registry: registry.address,
    account,
    seed,
    locks: [
      { type: "passphrase", passphrase, ...(cost === undefined ? {} : { cost }) },
      { type: "recovery", words },
    ],
    randomBytes,
  });
  return { account, seed, publicKey, keyHash: keyHashOf(publicKey), words, sealed };
}
