import type { Address, Hex } from "viem";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import type { Verdict } from "#protocol/verdict/verdict.ts";

/** A customer as a list shows it. */
export type CustomerSummary = {
  customer: Hex;
  steward: Address;
  /** Scopes of the grants under which it is shared with the member's organisation; empty where it is not. */
  scopes: readonly number[];
  /** The head that it was read at; null for one that the chain does not know. */
  head: Hex | null;
  /** Entries that the head leads back to. */
  entries: number;
  /** Of the newest entry, in seconds since 1970; null where it is not known. */
  changedAt: number | null;
  /** On the newest profile's entry; null where it was not judged, because the customer is another organisation's. */
  verdict: Verdict | null;
  /** The newest profile, opened and checked against the chain. */
  profile: Profile | null;
  /** Why there is none, as a code; null where there is one, or none was asked for. */
  problem: string | null;
  /** Whether reading it again at the same head would say the same. */
  settled: boolean;
};
