import type { Hex } from "viem";

/** Where in the chain a client's stream has got to: all of a block up to a log, or all of it. */
export type EventPlace = { blockNumber: number; blockHash: Hex; logIndex: number };

/** Stands behind every log of a block. */
export const WHOLE_BLOCK = 0xffff_ffff;

/** Hexadecimal digits of the block hash in an id: enough to tell the forks of one height apart. */
const HASH_DIGITS = 16;

export function encodeEventId({ blockNumber, blockHash, logIndex }: EventPlace): string {
  return `${blockNumber}-${blockHash.slice(2, 2 + HASH_DIGITS)}-${logIndex}`;
}

/** The place an id names, with the beginning of the block's hash; undefined for what is no id of ours. */
export function decodeEventId(id: string): { blockNumber: number; hashPrefix: Hex; logIndex: number } | undefined {
  const [, block, hash, log] = /^([0-9]{1,15})-([0-9a-f]{16})-([0-9]{1,10})$/.exec(id) ?? [];
  if (block === undefined || hash === undefined || log === undefined) return undefined;
  return { blockNumber: Number(block), hashPrefix: `0x${hash}`, logIndex: Number(log) };
}
