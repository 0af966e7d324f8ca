import { createRoute } from "@hono/zod-openapi";
import {
  customerPathSchema,
  customersQuerySchema,
  customersResponseSchema,
  entriesResponseSchema,
} from "#protocol/api/customers.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonAnswer, REFUSALS } from "../route-parts.ts";

const DEFAULT_PAGE_SIZE = 100;

const getCustomers = createRoute({
  method: "get",
  path: "/api/customers",
  summary: "The customers in the chain index, by id",
  tags: ["public"],
  request: { query: customersQuerySchema },
  responses: { 200: jsonAnswer("One page.", customersResponseSchema), ...REFUSALS },
});

const getEntries = createRoute({
  method: "get",
  path: "/api/customers/{customer}/entries",
  summary: "A customer's chain of entries, to be checked against the head on chain",
  tags: ["public"],
  request: { params: customerPathSchema },
  responses: { 200: jsonAnswer("All entries, oldest first.", entriesResponseSchema), ...REFUSALS },
});

export function addCustomerRoutes({ api, app }: { api: ApiApp; app: AppContext }): void {
  const { index } = app.store;
  const { confirmations } = app.configuration.chain;
  const confirmedBlock = async () => ((await index.tip())?.number ?? -1) - confirmations + 1;

  api.openapi(getCustomers, async (context) => {
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
  });

  api.openapi(getEntries, async (context) => {
    const { customer } = context.req.valid("param");
    const entries = await index.entries(customer);
    const head = entries.at(-1)?.head;
    if (head === undefined) throw customerNotFound();
    const confirmed = await confirmedBlock();
    return context.json(
      {
        customer,
        head,
        entries: entries.map(({ type: _type, customer: _customer, head: _head, logIndex: _logIndex, ...entry }) => ({
          ...entry,
          confirmed: entry.blockNumber <= confirmed,
        })),
      },
      200,
    );
  });
}

export function customerNotFound(): KontorError {
  return new KontorError({
    code: "CustomerNotFound",
    message: "The index holds no such customer.",
    hints: ["A customer shows here as soon as its first entry's block is indexed."],
    retryable: true,
  });
}
