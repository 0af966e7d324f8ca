import type { ChainReader, RoleHolder } from "../chain/chain-reader.ts";
import type { Clock } from "../clock/clock.ts";

/**
 * Which of these roles are held now. A role with an end is over when either the chain's time or the service's own has reached
 * it: on a quiet chain the newest block, by which `hasRole` goes, may be hours old.
 *
 * @returns in the order asked
 * @throws KontorError ChainUnavailable
 */
export async function areHeld({
  context: { chain, clock },
  holders,
}: {
  context: { chain: Pick<ChainReader, "roleEnds" | "latestBlock">; clock: Clock };
  holders: readonly RoleHolder[];
}): Promise<boolean[]> {
  const ends = await chain.roleEnds(holders);
  const now = clock() / 1000;
  const mayBeOver = ends.some((end) => end !== null && end > now);
  const chainTime = mayBeOver ? (await chain.latestBlock()).timestamp : 0;
  return ends.map((end) => end === null || end > Math.max(now, chainTime));
}
