import type { Hex } from "viem";
import type { Entry, Predecessor } from "#protocol/chain/entry.ts";
import type { ParsedDraft } from "./parse-drafts.ts";

/** What a customer's first draft follows; no entry where the customer is new. */
export type Base = { predecessor: Predecessor; latest: Entry | null };

/** What a customer's entries are encrypted with now. */
export type DraftKeys = { keyEpoch: number; sectionKeyOf: (kind: number) => Uint8Array; shredShare: Uint8Array };

/** The part of sealing that differs between a member and a subject. */
export type AuthorKeys = {
  /** Throws where this author may not write on top of an entry. */
  checkLatest: (latest: Entry) => Promise<void>;
  /** By customer. */
  keysOf: (parameters: {
    drafts: readonly ParsedDraft[];
    bases: ReadonlyMap<Hex, Base>;
  }) => Promise<ReadonlyMap<Hex, DraftKeys>>;
};
