import type { ProvenRegistry } from "#client/verify/prove-registry.ts";

/** Seconds since the block was made. */
export function ageOf({ block }: ProvenRegistry): number {
  return Math.floor(Date.now() / 1_000) - Number(block.timestamp);
}
