import type { Address, Hex } from "viem";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { type Rotated, type RunRotationParameters, runRotation } from "./run-rotation.ts";
import { startRotation } from "./start-rotation.ts";

export type RevokeGrantParameters = Omit<RunRotationParameters, "rotation"> & {
  /** The caller's name for this revocation; the same one goes on with it. */
  id: string;
  grantee: Address;
  /** As granted: `all` takes the grant of all customers, and leaves those of single ones. */
  customers: readonly Hex[] | "all";
  /** As granted. */
  scope: number;
};

/**
 * Takes a grant: on chain, and with a new organisation key under which nothing is wrapped for the grantee any more. What it has
 * read, and the keys it kept, go on opening what was written before. Throws what `runRotation` throws; going on is calling it
 * again with the same id.
 */
export async function revokeGrant(parameters: RevokeGrantParameters): Promise<Rotated> {
  const { id, grantee, scope, ...run } = parameters;
  const customers = parameters.customers === "all" ? [ALL_CUSTOMERS] : [...parameters.customers];
  const rotation = await startRotation({
    context: run.context,
    id,
    cause: { type: "grant", grantee, scope, customers },
  });
  return runRotation({ ...run, rotation });
}

export type RenewKeyParameters = Omit<RunRotationParameters, "rotation"> & { id: string };

/**
 * Starts a new key epoch with nobody leaving: after grants have ended by themselves, a grantee has removed a member, or keys may
 * have leaked. Throws what `runRotation` throws; going on is calling it again with the same id.
 */
export async function renewKey({ id, ...run }: RenewKeyParameters): Promise<Rotated> {
  const rotation = await startRotation({ context: run.context, id, cause: { type: "renewal" } });
  return runRotation({ ...run, rotation });
}

export type RemoveMemberParameters = Omit<RunRotationParameters, "rotation"> & {
  /** The caller's name for this removal; the same one goes on with it. */
  id: string;
  account: Address;
};

/**
 * Removes a member: every role taken on chain, a new organisation key that they never get, new customer secrets under it. What
 * they have read, and the keys and texts they kept, stay theirs; what is written from now on does not open with them.
 * Throws what `runRotation` throws; going on is calling it again with the same id.
 */
export async function removeMember({ id, account, ...run }: RemoveMemberParameters): Promise<Rotated> {
  const rotation = await startRotation({ context: run.context, id, cause: { type: "member", account } });
  return runRotation({ ...run, rotation });
}
