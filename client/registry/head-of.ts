import type { Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

export type HeadOfParameters = {
  registry: Registry;
  customer: Hex;
  /** `pending` includes what the node has in its mempool; `latest` by default. */
  blockTag?: "latest" | "pending";
  /** The head as it was at this block. */
  blockNumber?: bigint;
};

const NO_HEAD: Hex = `0x${"00".repeat(32)}`;

/** The stored head of a customer; null where the registry knows no such customer. Throws `ChainUnavailable`. */
export async function headOf(parameters: HeadOfParameters): Promise<Hex | null> {
  const { registry, customer, blockTag = "latest", blockNumber } = parameters;
  const head = await askChain(() =>
    registry.client.readContract({
      address: registry.address,
      abi: kontorRegistryAbi,
      functionName: "headOf",
      args: [customer],
      ...(blockNumber === undefined ? { blockTag } : { blockNumber }),
    }),
  );
  return head === NO_HEAD ? null : head;
}
