import type { Address, Hex } from "viem";
import { ALL_CUSTOMERS, ALL_KINDS } from "#protocol/chain/grants.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Store } from "../store/store.ts";
import { areHeld } from "./are-held.ts";
import { type EntitlementContext, indexNotReady } from "./find-entitled.ts";
import type { RoleContext } from "./require-role.ts";

/**
 * How long ago the index may have reached the chain's newest block: it says who the steward is, and a transfer voids what the
 * steward before granted.
 */
const MAX_INDEX_AGE_MS = 60_000;

/** What others let a holder read, the index names and the chain confirms. */
export type GrantContext = RoleContext &
  EntitlementContext & { store: Pick<Store, "access">; chain: Pick<ChainReader, "subjectsOf"> };

/** The kinds that may be read; ALL_KINDS among them stands for all. */
export type Scopes = ReadonlySet<number>;

/**
 * Which of these customers others let the holder read now, and which kinds of them: by a grant of the customer's present
 * steward, or as its accepted subject. The index names the candidates, the chain decides. Erased customers are nobody's.
 *
 * @throws KontorError IndexNotReady, ChainUnavailable
 */
export async function findGranted({
  context,
  holder,
  customers,
}: {
  context: Pick<GrantContext, "store" | "chain" | "clock" | "indexer">;
  holder: Address;
  customers: readonly Hex[];
}): Promise<Map<Hex, Scopes>> {
  const granted = new Map<Hex, Set<number>>();
  const { store, chain, clock, indexer } = context;
  if (customers.length === 0) return granted;
  const { succeededAt } = indexer.status();
  if (succeededAt === undefined || clock() - succeededAt > MAX_INDEX_AGE_MS) throw indexNotReady();
  const heads = [...(await store.index.heads([...new Set(customers)])).values()].filter(
    ({ kind }) => kind !== KINDS.erasure,
  );
  const stewards = new Set(heads.map(({ steward }) => steward));
  const add = (customer: Hex, scope: number) => {
    granted.set(customer, (granted.get(customer) ?? new Set()).add(scope));
  };

  const candidates = await store.access.heldGrants({
    grantee: holder,
    stewards: [...stewards],
    customers: [ALL_CUSTOMERS, ...heads.map(({ customer }) => customer)],
    now: clock() / 1000,
  });
  const held = await areHeld({ context, holders: candidates.map(({ role }) => ({ role, account: holder })) });
  const grants = Map.groupBy(
    candidates.filter((_grant, index) => held[index]),
    ({ steward, customer }) => `${steward}/${customer}`,
  );
  for (const { customer, steward } of heads) {
    for (const covered of [customer, ALL_CUSTOMERS]) {
      for (const { scope } of grants.get(`${steward}/${covered}`) ?? []) add(customer, scope);
    }
  }

  const subjects = await store.access.subjects(heads.map(({ customer }) => customer));
  const claimed = [...subjects].filter(([, { subject, state }]) => subject === holder && state === "accepted");
  const confirmed = await chain.subjectsOf(claimed.map(([customer]) => customer));
  for (const [index, [customer]] of claimed.entries()) {
    if (confirmed[index]?.subject === holder) add(customer, ALL_KINDS);
  }
  return granted;
}
