import type { Hex } from "viem";
import type { AccessAnswer } from "#protocol/access/access-answer.ts";
import { whoCouldDecrypt as answerFrom } from "#protocol/access/who-could-decrypt.ts";
import { askChain } from "../registry/ask-chain.ts";
import type { Registry } from "../registry/registry.ts";
import { accessHistory } from "./access-history.ts";

export type WhoCouldDecryptParameters = {
  registry: Registry;
  customer: Hex;
  /** After this block, or at this time (seconds since 1970); now by default. */
  at?: { block: bigint } | { timestamp: bigint };
};

/** Who could decrypt a customer's entries at a moment, and who before, from the chain's history alone. Throws `ChainUnavailable`. */
export async function whoCouldDecrypt({ registry, customer, at }: WhoCouldDecryptParameters): Promise<AccessAnswer> {
  const asked = at ?? { block: (await askChain(() => registry.client.getBlock())).number };
  if ("timestamp" in asked) {
    const events = await accessHistory({ registry, customer });
    return answerFrom({ customer, at: { timestamp: asked.timestamp }, events });
  }
  const { timestamp } = await askChain(() => registry.client.getBlock({ blockNumber: asked.block }));
  const events = await accessHistory({ registry, customer, toBlock: asked.block });
  return answerFrom({ customer, at: { timestamp, block: asked.block }, events });
}
