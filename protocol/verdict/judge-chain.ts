import type { Hex } from "viem";
import { customerIdOf, type Entry, hashEntry } from "../chain/entry.ts";
import { findErasure, isErasure } from "./erasure.ts";
import { judgeErasedPayload, judgePayload, type ServedPayload } from "./judge-payload.ts";
import type { Verdict } from "./verdict.ts";
import type { VerdictReason } from "./verdict-reason.ts";

export type JudgeChainParameters = {
  customer: Hex;
  /** The registry's `headOf(customer)`, from the chain: of an erased customer the mark. Null when nothing is stored. */
  storedHead: Hex | null;
  /** As somebody claims them, in any order. */
  entries: readonly Entry[];
  /** By sequence. One that isn't here was not served. */
  payloads: ReadonlyMap<bigint, ServedPayload>;
  /** The newest sequence with enough confirmations; without it, all that the stored head links count as confirmed. */
  confirmedSequence?: bigint;
};

type EntryVerdict = { sequence: bigint; verdict: Verdict; reason?: VerdictReason };
export type ChainVerdict = { verdict: Verdict; entries: EntryVerdict[] };

/** The worst first: one of these makes the whole chain it. */
const GRAVITY: readonly Verdict[] = ["tampered", "unknown", "unavailable", "pending"];

/**
 * Judges what a service shows of a customer against the one hash that the chain stores: from the stored head back, every
 * entry has to hash to what its successor names. Trusts nothing but `storedHead` and `confirmedSequence`.
 * @returns a verdict on each entry, by ascending sequence (a withheld one included, a forged one beside the true one), and
 *   on the whole: `proven` only when every entry is proven, `erased` only when every one is erased.
 * @throws InvalidHex, InvalidEntry for a claimed entry that is none
 */
export function judgeChain(parameters: JudgeChainParameters): ChainVerdict {
  const customer = parameters.customer.toLowerCase();
  const claimed = new Map<Hex, Entry>();
  const judged: EntryVerdict[] = [];
  for (const entry of parameters.entries) {
    if (entry.header.customer.toLowerCase() === customer) claimed.set(hashEntry(entry), entry);
    else judged.push({ sequence: entry.header.sequence, verdict: "tampered", reason: "EntryForeign" });
  }
  const erasure = findErasure({ storedHead: parameters.storedHead, claimed });
  const linked = followLinks({ head: erasure?.hash ?? parameters.storedHead, claimed });
  for (const entry of linked.entries) judged.push(judgeEntry({ ...parameters, entry, erasure: erasure?.entry }));
  const rest = judgeUnlinked({ claimed, linked, storedHead: parameters.storedHead, erasure: erasure?.entry });
  const entries = judged.concat(rest).sort((a, b) => Number(a.sequence - b.sequence));
  return { verdict: overall(entries), entries };
}

type Linked = {
  /** The newest first. */
  entries: Entry[];
  /** What the chain commits to and nobody shows, or `undefined` when the links lead back to entry 1. */
  withheld: Hex | undefined;
};

function followLinks({ head, claimed }: { head: Hex | null; claimed: ReadonlyMap<Hex, Entry> }): Linked {
  const entries: Entry[] = [];
  let next = head?.toLowerCase() as Hex | undefined;
  while (next !== undefined) {
    const entry = claimed.get(next);
    if (entry === undefined) return { entries, withheld: next };
    entries.push(entry);
    next = entry.header.sequence === 1n ? undefined : (entry.body.previous.toLowerCase() as Hex);
  }
  return { entries, withheld: undefined };
}

type Judging = JudgeChainParameters & { entry: Entry; erasure: Entry | undefined };

function judgeEntry({ entry, erasure, payloads, confirmedSequence }: Judging): EntryVerdict {
  const { sequence } = entry.header;
  if (isForged(entry) || isErasure(entry) !== (entry === erasure)) {
    return { sequence, verdict: "tampered", reason: "EntryForged" };
  }
  const isConfirmed = (at: bigint): boolean => confirmedSequence === undefined || at <= confirmedSequence;
  const payload = payloads.get(sequence);
  if (erasure !== undefined && isConfirmed(erasure.header.sequence)) {
    return { sequence, ...(judgeErasedPayload({ entry, payload }) ?? { verdict: "erased" }) };
  }
  const problem = entry === erasure ? judgeErasedPayload({ entry, payload }) : judgePayload({ entry, payload });
  if (problem !== undefined) return { sequence, ...problem };
  if (!isConfirmed(sequence)) return { sequence, verdict: "pending", reason: "NotConfirmed" };
  return { sequence, verdict: "proven" };
}

/** The registry holds entry 1 to its customer's id; this catches a registry, or a chain, that doesn't. */
function isForged({ header, body }: Entry): boolean {
  if (header.sequence !== 1n) return false;
  return customerIdOf({ steward: header.steward, salt: body.previous }) !== header.customer.toLowerCase();
}

type Unlinked = {
  claimed: ReadonlyMap<Hex, Entry>;
  linked: Linked;
  storedHead: Hex | null;
  erasure: Entry | undefined;
};

function judgeUnlinked({ claimed, linked, storedHead, erasure }: Unlinked): EntryVerdict[] {
  const known = new Set(linked.entries);
  const rest = onePerSequence([...claimed.values()].filter((entry) => !known.has(entry)));
  if (storedHead === null) return rest.map((entry) => unknown({ entry, reason: "NotOnChain" }));
  const [newest, oldest] = [linked.entries[0], linked.entries.at(-1)];
  if (newest === undefined || oldest === undefined) return judgeHeadless(rest);
  const gap = linked.withheld === undefined ? undefined : oldest.header.sequence - 1n;
  const judged = rest.map((entry): EntryVerdict => {
    const { sequence } = entry.header;
    if (sequence > newest.header.sequence) {
      // Nothing can follow an erasure; of any other head, the chain may just not have it yet.
      if (erasure !== undefined) return { sequence, verdict: "tampered", reason: "EntryAfterErasure" };
      return unknown({ entry, reason: "NotOnChain" });
    }
    // Where the chain's own entry is known, or at least its hash, another one is a forgery.
    if (gap === undefined || sequence >= gap) return { sequence, verdict: "tampered", reason: "EntryForged" };
    return unknown({ entry, reason: "NotLinked" });
  });
  const isForgedInGap = judged.some(({ sequence, verdict }) => sequence === gap && verdict === "tampered");
  if (gap !== undefined && !isForgedInGap) {
    judged.push({ sequence: gap, verdict: "unknown", reason: "EntryWithheld" });
  }
  return judged;
}

/** However many forgeries of one entry are claimed, they are judged as one: a hostile list does not make a long answer. */
function onePerSequence(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry.header.sequence, entry])).values()];
}

/** Nobody shows the head: it may follow what is shown or replace it, and nothing tells which. */
function judgeHeadless(rest: readonly Entry[]): EntryVerdict[] {
  const sequences = rest.map(({ header }) => header.sequence);
  const head = sequences.reduce((newest, sequence) => (sequence > newest ? sequence : newest), 0n) + 1n;
  const judged = rest.map((entry) => unknown({ entry, reason: "NotLinked" }));
  return judged.concat({ sequence: head, verdict: "unknown", reason: "EntryWithheld" });
}

function unknown({ entry, reason }: { entry: Entry; reason: VerdictReason }): EntryVerdict {
  return { sequence: entry.header.sequence, verdict: "unknown", reason };
}

function overall(judged: readonly EntryVerdict[]): Verdict {
  const worst = GRAVITY.find((verdict) => judged.some((entry) => entry.verdict === verdict));
  if (worst !== undefined) return worst;
  if (judged.length === 0) return "unknown";
  return judged.some(({ verdict }) => verdict === "erased") ? "erased" : "proven";
}
