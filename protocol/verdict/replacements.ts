import type { Hex } from "viem";
import type { Entry } from "../chain/entry.ts";
import { KINDS } from "../chain/kinds.ts";

/** An entry of a customer's chain, as far as its reader knows it. */
export type ReplaceableEntry = {
  entry: Entry;
  /** The entry's hash. */
  head: Hex;
  /** The entry that its record says it corrects; only a reader with keys knows. */
  replaces?: Hex | undefined;
};

/**
 * Which entries a later one stands in the place of: by an entry's hash, the hash of the newest version of it. Every profile is a
 * version of the customer's one profile, whoever reads; any other entry is a version of the earlier one of its customer and kind that its
 * record names in `replaces`, and so of what that one replaces. A name of anything else counts for nothing. PROTOCOL.md, section 5.2.
 * @param entries that the stored head leads back to, the oldest first; of one customer
 */
export function findReplacements(entries: readonly ReplaceableEntry[]): ReadonlyMap<Hex, Hex> {
  const firstVersionOf = new Map<Hex, { entry: Entry; first: Hex }>();
  const newestOf = new Map<Hex, Hex>();
  let profile: Hex | undefined;
  for (const { entry, head, replaces } of entries) {
    const named = replaces === undefined ? undefined : firstVersionOf.get(replaces.toLowerCase() as Hex);
    const isNamedWell = named?.entry.body.kind === entry.body.kind && same(named.entry, entry);
    let first = isNamedWell ? named.first : head;
    if (entry.body.kind === KINDS.profile) {
      profile ??= head;
      first = profile;
    }
    firstVersionOf.set(head, { entry, first });
    newestOf.set(first, head);
  }
  const replacements = new Map<Hex, Hex>();
  for (const [head, { first }] of firstVersionOf) {
    const newest = newestOf.get(first);
    if (newest !== undefined && newest !== head) replacements.set(head, newest);
  }
  return replacements;
}

function same(one: Entry, other: Entry): boolean {
  return one.header.customer.toLowerCase() === other.header.customer.toLowerCase();
}
