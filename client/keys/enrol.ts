import { bytesToHex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { KEY_SUITE } from "#protocol/keys/key-hash.ts";
import { parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { publishKey } from "../acts/keys.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import { getSealedIdentity, putSealedIdentity } from "../service/identity.ts";
import type { Service } from "../service/service.ts";
import type { NewIdentity } from "./create-identity.ts";
import type { Identity } from "./identity.ts";

export type EnrolParameters = {
  registry: Registry;
  /** With a session of the wallet. */
  service: Service;
  /** The member's own: only the account itself can publish its key. */
  wallet: Wallet;
  identity: NewIdentity;
  /** Gives up the key that the account has, with all that was sealed to it. For lost passphrases and lost words. */
  replace?: boolean;
};

/**
 * Leaves the sealed identity at the service, then publishes its key on chain with the wallet's own transaction. Stopped after
 * any step it is finished by calling it again with the same identity, or by `finishEnrolment`.
 * Throws `AlreadyEnrolled` where the account has another key, `PreconditionFailed` where another page is enrolling it too.
 */
export async function enrol(parameters: EnrolParameters): Promise<Identity> {
  const { registry, service, wallet, identity, replace = false } = parameters;
  const { address } = wallet.account;
  if (address.toLowerCase() !== identity.account.toLowerCase()) {
    throw new KontorError({ code: "InvalidArgument", message: "The identity was made for another account." });
  }
  const [stored, published] = await Promise.all([
    getSealedIdentity({ service }),
    keyOf({ registry, account: identity.account }),
  ]);
  if (published.keyHash !== null && published.keyHash !== identity.keyHash && !replace) {
    throw new KontorError({
      code: "AlreadyEnrolled",
      message: "The account has published another key already.",
      hints: ["Unlock it with its passphrase or recovery words."],
      details: { account: address },
    });
  }
  const storedHash = stored === null ? null : parseSealedIdentity(stored.sealed).header.keyHash;
  if (storedHash !== identity.keyHash) {
    await putSealedIdentity({ service, sealed: identity.sealed, replaces: stored?.etag ?? null });
  }
  const key = bytesToHex(identity.publicKey);
  if (published.keyHash !== identity.keyHash) {
    await publishKey({ registry, wallet, account: identity.account, suite: KEY_SUITE, key });
  }
  const { epoch, keyHash } = await keyOf({ registry, account: identity.account });
  if (keyHash !== identity.keyHash) {
    throw new KontorError({
      code: "KeyHashMismatch",
      message: "Another key of the account was published in the meantime.",
      hints: ["Unlock the account again."],
      details: { account: address },
    });
  }
  return { account: identity.account, epoch, keyHash, seed: identity.seed };
}
