import type { Address, Hex } from "viem";

/**
 * Whose a store is. Both files of one service bear the same mark, given once, while they are empty; another chain's or
 * registry's service refuses them, and so does one that finds two different marks.
 */
export type StoreMark = {
  /** 16 random bytes: tells two pairs of stores of one registry apart. */
  store: Hex;
  chainId: number;
  /** Lower case. */
  registry: Address;
  genesisHash: Hex;
  deploymentBlock: number;
  deploymentHash: Hex;
  /** The chain's newest block when the mark was given: entries up to it are older than the store. */
  markedBlock: number;
};

/** One of the two stores, as far as its mark goes. */
export type MarkedStore = {
  mark(): Promise<StoreMark | undefined>;
  /** Gives a mark, once: where one is, it stays. */
  setMark(mark: StoreMark): Promise<void>;
  /** Writes the mark again as it is: tells whether there is room. @throws KontorError StorageFull */
  rewriteMark(): Promise<void>;
  /** Nothing is in it that could be lost: the index, sessions and the like do not count. */
  isEmpty(): Promise<boolean>;
};
