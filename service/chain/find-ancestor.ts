import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { BlockReference } from "../chain-events/chain-event.ts";
import type { ChainReader } from "./chain-reader.ts";

/**
 * The newest remembered block that the chain still has; the block before the deployment when it has none of them and
 * they reach back to the deployment.
 *
 * @param parameters.remembered newest first
 * @throws KontorError ReorgTooDeep when the common ancestor is older than what is remembered
 */
export async function findAncestor({
  chain,
  remembered,
  newest,
  deploymentBlock,
}: {
  chain: ChainReader;
  remembered: readonly BlockReference[];
  newest: BlockReference;
  deploymentBlock: number;
}): Promise<number> {
  for (const { number, hash } of remembered) {
    if (number > newest.number) continue;
    const current = number === newest.number ? newest : await chain.block(number);
    if (current?.hash === hash) return number;
  }
  const oldest = remembered.at(-1);
  if (oldest === undefined || oldest.number <= deploymentBlock) return deploymentBlock - 1;
  throw new KontorError({
    code: "ReorgTooDeep",
    message: "The chain was reorganised further back than the index remembers; the index is rebuilt.",
    retryable: true,
    details: { oldestRemembered: oldest.number },
  });
}
