import type { Address, Hex } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import type { JsonObject } from "#protocol/json/json-value.ts";
import { type MergedRecord, mergeRecords } from "#protocol/record/merge-records.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { readProfiles } from "../read/read-profiles.ts";
import type { Draft } from "./draft.ts";
import type { AuthorContext } from "./write-context.ts";

/** An edit that changes what somebody else has changed differently. */
export type EditConflict = MergedRecord & {
  /** Position of the draft, from 0. */
  draft: number;
  customer: Hex;
  /** The newer profile: its entry's hash, who wrote it, and what it says. */
  head: Hex;
  author: Address;
  theirs: JsonObject;
};

export type MergedEdits = {
  /** The drafts, edits merged into the newest profiles, each bound to the head that it was merged with. */
  drafts: Draft[];
  /** Where there are any, nothing is to be written. */
  conflicts: EditConflict[];
};

/**
 * Brings edits of profiles on top of what is newest, so that no edit takes back what somebody else has written since it began.
 * Throws what reading the chain throws, and `NoOpening` (retryable) where a newer profile is there and cannot be read.
 */
export async function mergeEdits(parameters: {
  context: AuthorContext;
  drafts: readonly Draft[];
}): Promise<MergedEdits> {
  const { context, drafts } = parameters;
  const customers = [...new Set(drafts.filter(({ base }) => base !== undefined).map(({ customer }) => customer))];
  if (customers.length === 0) return { drafts: [...drafts], conflicts: [] };
  const { registry, service } = context;
  const reader = "keyring" in context ? { keyring: context.keyring } : { identity: context.identity };
  const read = await readProfiles({ registry, service, ...reader, customers, confirmations: 1 });
  const newest = new Map(read.map((profile) => [profile.customer, profile]));
  const merged: MergedEdits = { drafts: [], conflicts: [] };
  for (const [position, draft] of drafts.entries()) {
    const { base, customer } = draft;
    const profile = newest.get(customer);
    if (base === undefined || profile === undefined) {
      merged.drafts.push(draft);
      continue;
    }
    const { head: stored, profile: theirs } = profile;
    const follows = draft.follows ?? stored ?? undefined;
    const bound = { ...draft, ...(follows === undefined ? {} : { follows }) };
    if (theirs?.head === base.head) {
      merged.drafts.push(bound);
      continue;
    }
    if (theirs === null || theirs.entry === null || theirs.head === null || theirs.record === null) {
      throw new KontorError({
        code: "NoOpening",
        message: "The profile was changed meanwhile, and what it says now cannot be read here.",
        hints: ["Try again in a moment; nothing is lost."],
        retryable: true,
        details: { customer, draft: position },
      });
    }
    const record = theirs.record as JsonObject;
    const result = mergeProfiles({ base: base.record as JsonObject, mine: draft.record as JsonObject, theirs: record });
    const { head } = theirs;
    if (result.conflicts.length === 0) {
      merged.drafts.push({ ...bound, record: result.record, base: { head, record } });
    } else {
      const { author } = theirs.entry.body;
      merged.conflicts.push({ ...result, draft: position, customer, head, author, theirs: record });
    }
  }
  return merged;
}

/** Merges by field; where that adds up to no valid profile, all of it is one conflict. */
function mergeProfiles(parameters: { base: JsonObject; mine: JsonObject; theirs: JsonObject }): MergedRecord {
  const merged = mergeRecords(parameters);
  if (merged.conflicts.length > 0) return merged;
  try {
    parseRecord(KINDS.profile, merged.record);
    return merged;
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { record: parameters.theirs, conflicts: [{ pointer: "", ...parameters }] };
  }
}
