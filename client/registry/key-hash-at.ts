import type { Address, Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

export type KeyHashAtParameters = { registry: Registry; account: Address; epoch: number };

const NO_KEY: Hex = `0x${"00".repeat(32)}`;

/** The hash of the key that an account published for an epoch; null where it never did. Throws `ChainUnavailable`. */
export async function keyHashAt({ registry, account, epoch }: KeyHashAtParameters): Promise<Hex | null> {
  const keyHash = await askChain(() =>
    registry.client.readContract({
      address: registry.address,
      abi: kontorRegistryAbi,
      functionName: "keyHashAt",
      args: [account, epoch],
    }),
  );
  return keyHash === NO_KEY ? null : keyHash;
}
