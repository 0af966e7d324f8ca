import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { KEY_SUITE } from "#protocol/keys/key-hash.ts";
import { askChain } from "../registry/ask-chain.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry } from "../registry/registry.ts";
import { getPublishedKey } from "../service/keys.ts";
import type { Service } from "../service/service.ts";
import { checkKnownKey } from "./check-known-key.ts";
import type { KnownKeys } from "./known-keys.ts";

/** What everything that seals to other people's keys works with. */
export type SealingContext = {
  registry: Registry;
  service: Service;
  /** Where this device remembers keys; without it, no key is compared with an earlier one. */
  knownKeys?: KnownKeys;
  /** Blocks that have to hold a key before anything is sealed to it; 1 is its own block, and the default. */
  confirmations?: number;
  /** Key hashes that the person agreed to after `KeyChanged`. */
  acceptedKeys?: readonly Hex[];
};

export type RecipientKey = { account: Address; epoch: number; keyHash: Hex; publicKey: Uint8Array };

/**
 * The key to seal to somebody: its hash from the chain, at a confirmed block and still the newest; its bytes from the service,
 * used only where they hash to it. Throws `NotEnrolled`, `KeyNotConfirmed`, `KeyChanged`, `UnknownSuite`, `KeyHashMismatch` (the
 * service served another key).
 */
export async function recipientKey(parameters: SealingContext & { account: Address }): Promise<RecipientKey> {
  const { registry, service, account, knownKeys, confirmations = 1, acceptedKeys = [] } = parameters;
  const { epoch, suite, keyHash } = await keyOf({ registry, account });
  if (keyHash === null) {
    throw new KontorError({
      code: "NotEnrolled",
      message: "The account has published no key yet.",
      hints: ["Its owner enrols first."],
      details: { account },
    });
  }
  if (suite !== KEY_SUITE) {
    throw new KontorError({
      code: "UnknownSuite",
      message: "The account's key is of a suite that is not known here.",
      details: { account, suite },
    });
  }
  if (confirmations > 1) await requireConfirmed({ registry, account, keyHash, confirmations });
  if (knownKeys !== undefined) {
    const accept = acceptedKeys.find((accepted) => accepted === keyHash);
    await checkKnownKey({ knownKeys, key: { account, epoch, keyHash }, accept });
  }
  const publicKey = await getPublishedKey({ service, account, epoch, keyHash });
  return { account, epoch, keyHash, publicKey };
}

/** A reorganisation could still take the key back, and with it whatever was agreed on over it. */
async function requireConfirmed(parameters: {
  registry: Registry;
  account: Address;
  keyHash: Hex;
  confirmations: number;
}): Promise<void> {
  const { registry, account, keyHash, confirmations } = parameters;
  const newest = await askChain(() => registry.client.getBlockNumber({ cacheTime: 0 }));
  const blockNumber = newest - BigInt(confirmations - 1);
  const known = blockNumber >= registry.deploymentBlock;
  const confirmed = known ? (await keyOf({ registry, account, blockNumber })).keyHash : null;
  if (confirmed === keyHash) return;
  throw new KontorError({
    code: "KeyNotConfirmed",
    message: `The account's key has fewer than ${confirmations} confirmations.`,
    hints: ["Try again in a few blocks."],
    retryable: true,
    details: { account, confirmations },
  });
}
