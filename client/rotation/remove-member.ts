import type { Address } from "viem";
import { type Rotated, type RunRotationParameters, runRotation } from "./run-rotation.ts";
import { startRotation } from "./start-rotation.ts";

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
