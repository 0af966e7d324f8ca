import type { Address, Hex } from "viem";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";
import { registryLogs } from "./registry-logs.ts";

/** A key that an account published. */
export type PublishedKey = {
  epoch: number;
  keyHash: Hex;
  blockNumber: bigint;
  /** Of the block, in seconds since 1970. */
  timestamp: number;
};

/** Every key that an account has published, oldest first, from the chain's events. Throws `ChainUnavailable`. */
export async function keyHistory(parameters: { registry: Registry; account: Address }): Promise<PublishedKey[]> {
  const { registry, account } = parameters;
  const logs = await registryLogs({ registry, events: ["KeyPublished"], indexed: [account] });
  return Promise.all(
    logs.map(async ({ args, blockNumber }) => {
      const { timestamp } = await askChain(() => registry.client.getBlock({ blockNumber }));
      return {
        epoch: Number(args.epoch),
        keyHash: args.keyHash as Hex,
        blockNumber,
        timestamp: Number(timestamp),
      };
    }),
  );
}
