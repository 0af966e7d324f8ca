import { encodeFunctionData, type Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import type { Content, Predecessor } from "#protocol/chain/entry.ts";
import type { JournaledAppend, Write } from "./write.ts";

/** The call to the registry that makes a write: `append` for one entry, `appendMany` for more. */
export function encodeWrite(write: Write): Hex {
  const appends = write.appends.map((append) => ({
    predecessor: predecessorOfAppend(append),
    content: contentOf(append),
  }));
  const [first] = appends;
  if (first !== undefined && appends.length === 1) {
    const args = [first.predecessor, first.content] as const;
    return encodeFunctionData({ abi: kontorRegistryAbi, functionName: "append", args });
  }
  return encodeFunctionData({ abi: kontorRegistryAbi, functionName: "appendMany", args: [appends] });
}

/** The entry (or origin) that an append follows. */
export function predecessorOfAppend({ customer, sequence, predecessor }: JournaledAppend): Predecessor {
  const header = { customer, sequence: BigInt(sequence) - 1n, steward: predecessor.steward };
  return { header, bodyHash: predecessor.bodyHash };
}

function contentOf({ kind, keyEpoch, commitment, payloadDigest }: JournaledAppend): Content {
  return { kind, keyEpoch, commitment, payloadDigest };
}
