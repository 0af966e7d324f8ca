import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseHistoryHeader } from "#protocol/keys/history-header.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden } from "../access/require-role.ts";
import { MAX_SEALED_PER_AUTHOR } from "../store/sealed-store.ts";
import type { KeysContext } from "./keys-context.ts";

/**
 * Stores an organisation secret that the organisation's account or a KEEPER has put under that of the next epoch; also before
 * the next epoch's key is published, so that it cannot be lost between the two.
 *
 * @returns whether it is new
 * @throws KontorError Forbidden, InvalidArgument when header and path differ, StaleKeyEpoch, SecretLimitReached,
 * ContextMismatch, ChainUnavailable, and what parseHistoryHeader throws
 */
export async function storeHistory({
  context,
  organisation,
  epoch,
  author,
  bytes,
}: {
  context: KeysContext;
  organisation: Address;
  epoch: number;
  /** The member who stores it. */
  author: Address;
  bytes: Uint8Array;
}): Promise<boolean> {
  const { chain, store, clock, configuration } = context;
  const header = parseHistoryHeader(bytes);
  requireOwnRegistry({ named: header, configuration });
  if (header.organisation.toLowerCase() !== organisation) throw forbidden();
  if (header.epoch !== epoch) {
    throw new KontorError({
      code: "InvalidArgument",
      message: "The wrap is of another epoch than the path names.",
      details: { wrapped: header.epoch, path: epoch },
    });
  }
  const current = await chain.keyOf(organisation);
  if (epoch > current.epoch) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "The wrap is of a key epoch that is not there yet.",
      details: { current: current.epoch },
    });
  }
  const place = { kind: "history", organisation, epoch, recipient: organisation } as const;
  const secret = { ...place, recipientEpoch: epoch + 1, author, bytes };
  return store.sealed.addSecret({ secret, limit: MAX_SEALED_PER_AUTHOR, now: clock() });
}
