import { type Kysely, sql } from "kysely";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import type { AccessStore, EventTime, IndexedGrant } from "../access-store.ts";
import { chunksOf } from "./chunks-of.ts";
import { toEventTime } from "./event-time.ts";
import type { MainSchema } from "./schema.ts";
import { toHead } from "./to-head.ts";

type Grants = Pick<AccessStore, "heldGrants" | "grantHistory" | "sharedCustomers">;

/** No later event puts another grant in its place or takes its role away, and its time has not come. */
const isHeld = (now: number) => sql<boolean>`
  (grant_event.until is null or grant_event.until > ${now})
  and not exists (
    select 1 from grant_event as later
    where later.role = grant_event.role and later.grantee = grant_event.grantee
      and (later.block_number, later.log_index) > (grant_event.block_number, grant_event.log_index))
  and not exists (
    select 1 from role_event
    where role_event.role = grant_event.role and role_event.account = grant_event.grantee and role_event.until = 0
      and (role_event.block_number, role_event.log_index) > (grant_event.block_number, grant_event.log_index))`;

export function createSqliteGrants(database: Kysely<MainSchema>): Grants {
  const heldGrants: Grants["heldGrants"] = async ({ grantee, stewards, customers, after, limit, now }) => {
    if (stewards?.length === 0 || customers?.length === 0) return [];
    const found: IndexedGrant[] = [];
    for (const chunk of customers === undefined ? [undefined] : chunksOf(customers)) {
      let query = database
        .selectFrom("grant_event")
        .selectAll()
        .where(isHeld(now))
        .orderBy("block_number")
        .orderBy("log_index");
      if (grantee !== undefined) query = query.where("grantee", "=", grantee);
      if (stewards !== undefined) query = query.where("steward", "in", stewards);
      if (chunk !== undefined) query = query.where("customer", "in", chunk);
      if (after !== undefined) {
        query = query.where(sql<boolean>`(block_number, log_index) > (${after.blockNumber}, ${after.logIndex})`);
      }
      if (limit !== undefined) query = query.limit(limit);
      found.push(...(await query.execute()).map(toGrant));
    }
    return found;
  };

  return {
    heldGrants,

    grantHistory: async ({ customer, stewards }) => {
      const rows = await database
        .selectFrom("grant_event")
        .selectAll()
        .where("customer", "in", [customer, ALL_CUSTOMERS])
        .where("steward", "in", stewards)
        .orderBy("block_number")
        .orderBy("log_index")
        .execute();
      const ends: { role: string; account: string; at: EventTime }[] = rows.map((row) => ({
        role: row.role,
        account: row.grantee,
        at: toEventTime(row),
      }));
      for (const roles of chunksOf([...new Set(rows.map(({ role }) => role))])) {
        const revocations = await database
          .selectFrom("role_event")
          .selectAll()
          .where("role", "in", roles)
          .where("until", "=", 0)
          .execute();
        for (const row of revocations) ends.push({ role: row.role, account: row.account, at: toEventTime(row) });
      }
      ends.sort((one, other) => compare(one.at, other.at));
      const endsOf = Map.groupBy(ends, ({ role, account }) => `${role}/${account}`);
      return rows.map((row) => {
        const grant = toGrant(row);
        const later = endsOf.get(`${row.role}/${row.grantee}`)?.find(({ at }) => compare(at, grant.granted) > 0);
        return { ...grant, ended: later?.at ?? null };
      });
    },

    sharedCustomers: async ({ grantee, steward, after, limit, now }) => {
      const stewards = steward === undefined ? {} : { stewards: [steward] };
      const page = { after, limit };
      let own = database
        .selectFrom("grant_event")
        .innerJoin("customer", (join) =>
          join
            .onRef("customer.customer", "=", "grant_event.customer")
            .onRef("customer.steward", "=", "grant_event.steward"),
        )
        .selectAll("customer")
        .where("grant_event.grantee", "=", grantee)
        .where(isHeld(now))
        // By the index on (grantee, customer), so that a page costs no more than a page.
        .groupBy("grant_event.customer")
        .orderBy("grant_event.customer")
        .limit(page.limit);
      if (steward !== undefined) own = own.where("customer.steward", "=", steward);
      if (page.after !== undefined) own = own.where("grant_event.customer", ">", page.after);
      const heads = new Map((await own.execute()).map((row) => [row.customer, toHead(row)]));

      const forAll = await heldGrants({ grantee, ...stewards, customers: [ALL_CUSTOMERS], now });
      for (const giver of new Set(forAll.map((grant) => grant.steward))) {
        let all = database
          .selectFrom("customer")
          .selectAll()
          .where("steward", "=", giver)
          .orderBy("customer")
          .limit(page.limit);
        if (page.after !== undefined) all = all.where("customer", ">", page.after);
        for (const row of await all.execute()) heads.set(row.customer, toHead(row));
      }

      const found = [...heads.values()].sort((one, other) => (one.customer < other.customer ? -1 : 1)).slice(0, limit);
      const grants = await heldGrants({
        grantee,
        ...stewards,
        customers: [ALL_CUSTOMERS, ...found.map(({ customer }) => customer)],
        now,
      });
      const scopesOf = Map.groupBy(grants, (grant) => `${grant.steward}/${grant.customer}`);
      return found.map((head) => {
        const scopes = [head.customer, ALL_CUSTOMERS].flatMap((customer) =>
          (scopesOf.get(`${head.steward}/${customer}`) ?? []).map(({ scope }) => scope),
        );
        return { ...head, scopes: [...new Set(scopes)].sort((one, other) => one - other) };
      });
    },
  };
}

function compare(one: EventTime, other: EventTime): number {
  return one.blockNumber - other.blockNumber || one.logIndex - other.logIndex;
}

function toGrant(row: MainSchema["grant_event"]): IndexedGrant {
  const { role, steward, customer, grantee, scope, until } = row;
  return { role, steward, customer, grantee, scope, until, granted: toEventTime(row) };
}
