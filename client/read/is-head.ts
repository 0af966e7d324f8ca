import type { Hex } from "viem";
import type { Entry } from "#protocol/chain/entry.ts";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import { isErasure } from "#protocol/verdict/erasure.ts";

export type IsHeadParameters = { entry: Entry; head: Hex; storedHead: Hex };

/** Whether an entry is the customer's newest: its hash is stored, or, of an erasure, the mark made of its hash. */
export function isHead({ entry, head, storedHead }: IsHeadParameters): boolean {
  return head === storedHead || (isErasure(entry) && erasedHeadOf(head) === storedHead);
}
