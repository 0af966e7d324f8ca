import {
  customerPathSchema,
  customersQuerySchema,
  customersResponseSchema,
  entriesQuerySchema,
  entriesResponseSchema,
} from "#protocol/api/customers.ts";
import { API_LIMITS } from "#protocol/api/limits.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer } from "../route-parts.ts";

const DEFAULT_PAGE_SIZE = 100;

const listCustomers = declareRoute({
  action: "listCustomers",
  audience: "public",
  method: "get",
  path: "/api/customers",
  summary: "The customers in the chain index, by id",
  request: { query: customersQuerySchema },
  responses: { 200: jsonAnswer("One page.", customersResponseSchema) },
});

const getEntries = declareRoute({
  action: "getEntries",
  audience: "public",
  method: "get",
  path: "/api/customers/{customer}/entries",
  summary: "A customer's chain of entries, to be checked against the head on chain",
  request: { params: customerPathSchema, query: entriesQuerySchema },
  responses: { 200: jsonAnswer("One page, oldest first.", entriesResponseSchema) },
});

export function addCustomerRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  const { index } = app.store;
  const { confirmations } = app.configuration.chain;
  const confirmedBlock = async () => ((await index.tip())?.number ?? -1) - confirmations + 1;

  add(listCustomers, {
    handle: async (context) => {
      const { steward, grantee, after, limit = DEFAULT_PAGE_SIZE } = context.req.valid("query");
      // One more than asked for tells whether there is a next page.
      const page = {
        ...(steward === undefined ? {} : { steward }),
        ...(after === undefined ? {} : { after }),
        limit: limit + 1,
      };
      const found =
        grantee === undefined
          ? await index.customers(page)
          : await app.store.access.sharedCustomers({ ...page, grantee, now: app.clock() / 1000 });
      const confirmed = await confirmedBlock();
      const items = found.slice(0, limit).map((head) => ({ ...head, confirmed: head.updatedBlock <= confirmed }));
      return context.json({ items, next: found.length > limit ? (items.at(-1)?.customer ?? null) : null }, 200);
    },
  });

  add(getEntries, {
    handle: async (context) => {
      const { customer } = context.req.valid("param");
      const { after = 0, limit = API_LIMITS.pageSize } = context.req.valid("query");
      const newest = (await index.heads([customer])).get(customer);
      if (newest === undefined) return context.json({ customer, head: null, entries: [], next: null }, 200);
      const found = await index.entries(customer, { after, limit: limit + 1 });
      const confirmed = await confirmedBlock();
      const entries = found
        .slice(0, limit)
        .map(({ type: _type, customer: _customer, head: _head, logIndex: _logIndex, ...entry }) => ({
          ...entry,
          confirmed: entry.blockNumber <= confirmed,
        }));
      const next = found.length > limit ? (entries.at(-1)?.sequence ?? null) : null;
      return context.json({ customer, head: newest.head, entries, next }, 200);
    },
  });
}
