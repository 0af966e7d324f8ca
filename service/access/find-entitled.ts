import type { Address, Hex } from "viem";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";

export type CustomerClaim = { customer: Hex; keyEpoch: number; salt?: Hex | undefined };

/** Whose a customer is, the index says, and the shares that were made before there was an entry. */
export type EntitlementContext = {
  store: Pick<Store, "index">;
  shares: Pick<ShareStore, "find">;
  indexer: Pick<Indexer, "status">;
};

export type FindEntitledParameters = {
  context: EntitlementContext;
  organisation: Address;
  claims: readonly CustomerClaim[];
};

/** `erased`: stewarded by the organisation until it was erased, as far as the index knows, confirmed or not. */
export type Entitlement = { entitled: Set<Hex>; erased: Set<Hex> };

/**
 * Which of these customers are the organisation's business: those it stewards by the index; and of those that the index does
 * not know, because they are not on chain yet, the ones whose id it can prove to be its own, by the salt or by having
 * proved it before (its share was made).
 *
 * @throws KontorError IndexNotReady when one may be unknown, or look alive, only because the index is not complete
 */
export async function findEntitled({
  context: { store, shares, indexer },
  organisation,
  claims,
}: FindEntitledParameters): Promise<Entitlement> {
  // Not before the index has once been as far as the chain: stores may come from a backup that is older than an erasure.
  if (indexer.status().succeededAt === undefined) throw indexNotReady();
  const heads = await store.index.heads([...new Set(claims.map(({ customer }) => customer))]);
  const entitled = new Set<Hex>();
  const erased = new Set<Hex>();
  const unknown: CustomerClaim[] = [];
  for (const claim of claims) {
    const { customer, salt } = claim;
    const head = heads.get(customer);
    if (head !== undefined) {
      if (head.steward === organisation) (head.kind === KINDS.erasure ? erased : entitled).add(customer);
    } else if (salt !== undefined && customerIdOf({ steward: organisation, salt }) === customer) {
      entitled.add(customer);
    } else unknown.push(claim);
  }
  for (const share of await shares.find(unknown)) {
    if (share.organisation === organisation) entitled.add(share.customer);
  }
  if (!indexer.status().caughtUp && unknown.some(({ customer }) => !entitled.has(customer))) throw indexNotReady();
  return { entitled, erased };
}

export function indexNotReady(): KontorError {
  return new KontorError({
    code: "IndexNotReady",
    message: "The chain index is not complete yet, so nobody can say whose customer this is.",
    retryable: true,
  });
}
