import type { Address, Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

/** An account's place in the key directory: epoch 0 and hash null where it never published a key. */
export type DirectoryKey = { epoch: number; suite: number; keyHash: Hex | null };

export type KeyOfParameters = {
  registry: Registry;
  account: Address;
  /** As of this block; the newest by default. */
  blockNumber?: bigint;
};

/** The current key of an account (member or organisation) in the key directory. Throws `ChainUnavailable`. */
export async function keyOf({ registry, account, blockNumber }: KeyOfParameters): Promise<DirectoryKey> {
  const [epoch, suite, keyHash] = await askChain(() =>
    registry.client.readContract({
      address: registry.address,
      abi: kontorRegistryAbi,
      functionName: "keyOf",
      args: [account],
      ...(blockNumber === undefined ? {} : { blockNumber }),
    }),
  );
  return { epoch, suite, keyHash: epoch === 0 ? null : keyHash };
}
