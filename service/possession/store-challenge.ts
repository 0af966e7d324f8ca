import { createHash } from "node:crypto";
import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden, requireActiveRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

/**
 * Stores a challenge that a WRITER or KEEPER of an organisation has sealed to an account's published key, in the place of an
 * older one.
 *
 * @throws KontorError Forbidden, InvalidArgument for another purpose, StaleKeyEpoch, ContextMismatch, ChainUnavailable, and
 * what parseSealedHeader throws
 */
export async function storeChallenge({
  app,
  account,
  organisation,
  challenged,
  bytes,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  challenged: Address;
  bytes: Uint8Array;
}): Promise<{ digest: Hex; created: boolean }> {
  const { chain, store, clock, configuration } = app;
  await requireActiveRole({ app, organisation, account, roles: ["WRITER", "KEEPER"] });
  const header = parseSealedHeader(bytes);
  requireOwnRegistry({ named: header, configuration });
  if (header.sender.toLowerCase() !== organisation || header.recipient.toLowerCase() !== challenged) throw forbidden();
  if (header.purpose !== "possession") {
    throw new KontorError({ code: "InvalidArgument", message: "The sealed secret is no challenge." });
  }
  const [own, theirs] = await Promise.all([chain.keyOf(organisation), chain.keyOf(challenged)]);
  if (header.senderEpoch > own.epoch || header.recipientEpoch > theirs.epoch) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "The challenge names a key epoch that is not there yet.",
      details: { organisationEpoch: own.epoch, accountEpoch: theirs.epoch },
    });
  }
  const digest: Hex = `0x${createHash("sha256").update(bytes).digest("hex")}`;
  const created = await store.possession.put({ organisation, account: challenged, bytes, digest, now: clock() });
  return { digest, created };
}
