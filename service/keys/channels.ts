import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden } from "../access/require-role.ts";
import { MAX_SEALED_PER_AUTHOR } from "../store/sealed-store.ts";
import type { KeysContext } from "./keys-context.ts";

/**
 * Stores a channel key that a WRITER or KEEPER of the steward has sealed to a grantee.
 *
 * @returns whether it is new
 * @throws KontorError Forbidden, InvalidArgument when header and path differ, StaleKeyEpoch, SecretLimitReached,
 * ContextMismatch, ChainUnavailable, and what parseSealedHeader throws
 */
export async function storeChannel({
  context,
  steward,
  grantee,
  epoch,
  author,
  bytes,
}: {
  context: KeysContext;
  steward: Address;
  grantee: Address;
  epoch: number;
  /** The member who stores it. */
  author: Address;
  bytes: Uint8Array;
}): Promise<boolean> {
  const { chain, store, clock, configuration } = context;
  const header = parseSealedHeader(bytes);
  requireOwnRegistry({ named: header, configuration });
  if (header.sender.toLowerCase() !== steward || header.recipient.toLowerCase() !== grantee) throw forbidden();
  if (header.purpose !== "channel" || header.senderEpoch !== epoch) {
    throw new KontorError({
      code: "InvalidArgument",
      message: "The sealed secret is no channel key, or of another epoch than the path names.",
      details: { sealed: header.senderEpoch, path: epoch },
    });
  }
  const [own, theirs] = await Promise.all([chain.keyOf(steward), chain.keyOf(grantee)]);
  if (epoch > own.epoch || header.recipientEpoch > theirs.epoch) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "The sealed channel key names a key epoch that is not there yet.",
      details: { stewardEpoch: own.epoch, granteeEpoch: theirs.epoch },
    });
  }
  const place = { kind: "channel", organisation: steward, epoch, recipient: grantee } as const;
  const secret = { ...place, recipientEpoch: header.recipientEpoch, author, bytes };
  return store.sealed.addSecret({ secret, limit: MAX_SEALED_PER_AUTHOR, now: clock() });
}
