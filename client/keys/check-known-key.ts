import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import type { KnownKey, KnownKeys } from "./known-keys.ts";

export type CheckKnownKeyParameters = {
  knownKeys: KnownKeys;
  key: KnownKey;
  /** The key hash that the person has looked at and agreed to, after a `KeyChanged`. */
  accept?: Hex | undefined;
};

/**
 * Compares an account's key with the one that this device has seen before. The first one is remembered; a changed one is
 * `KeyChanged` with both fingerprints in its details, until the call is made again with `accept` being the new key's hash.
 */
export async function checkKnownKey({ knownKeys, key, accept }: CheckKnownKeyParameters): Promise<void> {
  const known = await knownKeys.load(key.account);
  if (known?.keyHash === key.keyHash && known.epoch === key.epoch) return;
  if (known !== null && known.keyHash !== key.keyHash && accept !== key.keyHash) {
    throw new KontorError({
      code: "KeyChanged",
      message: "The account has another key than the one that this device knows.",
      hints: [
        "Compare the new fingerprint with the person over another channel.",
        "If it is theirs, agree to it and go on.",
      ],
      details: {
        account: key.account.toLowerCase(),
        oldFingerprint: fingerprintOf(known.keyHash),
        newFingerprint: fingerprintOf(key.keyHash),
        oldEpoch: known.epoch,
        newEpoch: key.epoch,
        keyHash: key.keyHash,
      },
    });
  }
  await knownKeys.save({ ...key, account: key.account.toLowerCase() as KnownKey["account"] });
}
