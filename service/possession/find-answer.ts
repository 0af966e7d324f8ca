import type { Address } from "viem";
import { roleNameSchema } from "#protocol/api/organisations.ts";
import { requireRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";
import type { StoredChallenge } from "../store/possession-store.ts";
import { challengeNotFound } from "./store-answer.ts";

/**
 * An organisation's challenge of an account with its answer: for whoever holds a role in the organisation.
 * @throws KontorError Forbidden, ChallengeNotFound, ChainUnavailable
 */
export async function findAnswer({
  app,
  account,
  organisation,
  challenged,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  challenged: Address;
}): Promise<StoredChallenge> {
  await requireRole({ app, organisation, account, roles: roleNameSchema.options });
  const found = await app.store.possession.find({ organisation, account: challenged });
  if (found === undefined) throw challengeNotFound();
  return found;
}
