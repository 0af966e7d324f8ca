import type { Hex } from "viem";
import type { Entry } from "../chain/entry.ts";
import { erasedHeadOf } from "../chain/erased-head.ts";
import { KINDS } from "../chain/kinds.ts";

const ZERO = /^0x0{64}$/;

/** An entry that ends a customer's chain: it carries no record. */
export function isErasure({ body }: Entry): boolean {
  return body.kind === KINDS.erasure;
}

/**
 * The erasure that the stored head is the mark of, from the entries that somebody claims by their hashes. An erasure that
 * the chain doesn't bear the mark of is none, and neither is one that commits to something.
 */
export function findErasure({
  storedHead,
  claimed,
}: {
  storedHead: Hex | null;
  claimed: ReadonlyMap<Hex, Entry>;
}): { hash: Hex; entry: Entry } | undefined {
  const mark = storedHead?.toLowerCase();
  for (const [hash, entry] of claimed) {
    if (!isErasure(entry) || erasedHeadOf(hash) !== mark) continue;
    return ZERO.test(entry.body.commitment) && ZERO.test(entry.body.payloadDigest) ? { hash, entry } : undefined;
  }
  return undefined;
}
