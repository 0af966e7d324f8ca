import type { Address, Hex } from "viem";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { IndexStore } from "../store/index-store.ts";
import type { ShareStore } from "../store/share-store.ts";

export type CustomerClaim = { customer: Hex; keyEpoch: number; salt?: Hex | undefined };

/**
 * Which of these customers are the organisation's business: those it stewards by the index; and, while the index does not
 * know them, those whose id it can prove to be its own, by the salt or by having proved it before (its share was made).
 *
 * @throws KontorError IndexNotReady when one is unknown only because the index is not complete
 */
export async function findEntitled({
  organisation,
  claims,
  index,
  shares,
  indexer,
}: {
  organisation: Address;
  claims: readonly CustomerClaim[];
  index: IndexStore;
  shares: ShareStore;
  indexer: Indexer;
}): Promise<Set<Hex>> {
  const heads = await index.heads([...new Set(claims.map(({ customer }) => customer))]);
  const entitled = new Set<Hex>();
  const unknown: CustomerClaim[] = [];
  for (const claim of claims) {
    const { customer, salt } = claim;
    const head = heads.get(customer);
    if (head !== undefined) {
      if (head.steward === organisation) entitled.add(customer);
    } else if (salt !== undefined && customerIdOf({ steward: organisation, salt }) === customer) {
      entitled.add(customer);
    } else unknown.push(claim);
  }
  for (const share of await shares.find(unknown)) {
    if (share.organisation === organisation) entitled.add(share.customer);
  }
  if (!indexer.status().caughtUp && unknown.some(({ customer }) => !entitled.has(customer))) {
    throw new KontorError({
      code: "IndexNotReady",
      message: "The chain index is not complete yet, so nobody can say whose customer this is.",
      retryable: true,
    });
  }
  return entitled;
}
