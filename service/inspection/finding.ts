import type { Hex } from "viem";

/**
 * Something that the stores lack or hold too much of.
 * - payloadMissing: an entry's payload is not here
 * - payloadDamaged: a payload's bytes no longer hash to its digest
 * - payloadHeld: no entry of the index names the payload any more, but one did
 * - shareMissing: a customer's share of a key epoch is not here, although entries were written under it or it was made here
 * - secretMissing: no wrap for the steward is here of a secret that entries were written under
 * - shareDamaged: a share's bytes are not those that were made
 */
export type Finding =
  | { type: "payloadMissing"; customer: Hex; sequence: number; digest: Hex; blockNumber: number }
  | { type: "payloadDamaged" | "payloadHeld"; customer: Hex; digest: Hex; size: number }
  | { type: "secretMissing" | "shareMissing" | "shareDamaged"; customer: Hex; keyEpoch: number };

export type FindingType = Finding["type"];

export const FINDING_TYPES = [
  "payloadMissing",
  "payloadDamaged",
  "payloadHeld",
  "secretMissing",
  "shareMissing",
  "shareDamaged",
] as const satisfies readonly FindingType[];
