import type { Hex } from "viem";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { findErasure } from "#protocol/verdict/erasure.ts";

/** Entries, and whether they lead from the head all the way back to the customer's first one. */
export type LinkedEntries<Claim> = { linked: Claim[]; complete: boolean };

export type LinkBackParameters<Claim extends { entry: Entry }> = { head: Hex | null; claims: readonly Claim[] };

/**
 * Follows the hashes from a head back through claimed entries; answers those it meets, oldest first. Of an erased customer the
 * head is the mark that the registry stores, which only its erasure leads to.
 */
export function linkBack<Claim extends { entry: Entry }>(parameters: LinkBackParameters<Claim>): LinkedEntries<Claim> {
  const { head, claims } = parameters;
  const byHead = new Map(claims.map((claim) => [hashEntry(claim.entry), claim]));
  const linked: Claim[] = [];
  const claimed = new Map([...byHead].map(([hash, { entry }]) => [hash, entry]));
  const erasure = head === null || byHead.has(head) ? undefined : findErasure({ storedHead: head, claimed });
  for (let next = erasure?.hash ?? head; next !== null; ) {
    const claim = byHead.get(next);
    if (claim === undefined) return { linked: linked.reverse(), complete: false };
    linked.push(claim);
    next = claim.entry.header.sequence === 1n ? null : claim.entry.body.previous;
  }
  return { linked: linked.reverse(), complete: head !== null };
}
