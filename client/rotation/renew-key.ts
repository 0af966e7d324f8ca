import { type Rotated, type RunRotationParameters, runRotation } from "./run-rotation.ts";
import { startRotation } from "./start-rotation.ts";

export type RenewKeyParameters = Omit<RunRotationParameters, "rotation"> & { id: string };

/**
 * Starts a new key epoch with nobody leaving: after grants have ended by themselves, a grantee has removed a member, or keys may
 * have leaked. Throws what `runRotation` throws; going on is calling it again with the same id.
 */
export async function renewKey({ id, ...run }: RenewKeyParameters): Promise<Rotated> {
  const rotation = await startRotation({ context: run.context, id, cause: { type: "renewal" } });
  return runRotation({ ...run, rotation });
}
