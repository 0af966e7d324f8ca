import type { Hex } from "viem";

/** An envelope and its keys on their way into the page: bytes as base64, big integers as text. */
export type SentTask = {
  envelope: string;
  context: { chainId: string; registry: Hex; customer: Hex; sequence: string; kind: number; keyEpoch: number };
  commitment: Hex;
  payloadDigest: Hex;
  sectionKey: string;
  shredShare: string;
};

/** Milliseconds, and how many records came out. */
export type ListMeasurement = { longestBlock: number; took: number; opened: number };

/** What the page offers to the benchmark. */
export type MeasureList = (parameters: {
  where: "page" | "worker";
  tasks: readonly SentTask[];
}) => Promise<ListMeasurement>;
