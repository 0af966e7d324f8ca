import { accessResponseSchema } from "#protocol/api/access.ts";
import { customerPathSchema } from "#protocol/api/customers.ts";
import { erasureResponseSchema } from "#protocol/api/erasure.ts";
import { grantsQuerySchema, grantsResponseSchema } from "#protocol/api/grants.ts";
import { subjectCustomersResponseSchema, subjectPathSchema, subjectQuerySchema } from "#protocol/api/subjects.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { describeErasure } from "../../erasure/describe-erasure.ts";
import { describeAccess, describeGrant } from "../../sharing/describe-access.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer } from "../route-parts.ts";

const DEFAULT_PAGE_SIZE = 100;

const getAccess = declareRoute({
  action: "getAccess",
  audience: "public",
  method: "get",
  path: "/api/customers/{customer}/access",
  summary: "Who may read a customer, and who could before",
  request: { params: customerPathSchema },
  responses: { 200: jsonAnswer("From the chain index; null where it holds no such customer.", accessResponseSchema) },
});

const getErasure = declareRoute({
  action: "getErasure",
  audience: "public",
  method: "get",
  path: "/api/customers/{customer}/erasure",
  summary: "The receipt of a customer's erasure",
  request: { params: customerPathSchema },
  responses: {
    200: jsonAnswer(
      "What was destroyed, and what remains; null where the index knows of no erasure.",
      erasureResponseSchema,
    ),
  },
});

const getGrants = declareRoute({
  action: "listGrants",
  audience: "public",
  method: "get",
  path: "/api/grants",
  summary: "Grants that are held now, of a grantee, a steward, or between the two",
  request: { query: grantsQuerySchema },
  responses: { 200: jsonAnswer("One page, oldest first.", grantsResponseSchema) },
});

const getSubjectCustomers = declareRoute({
  action: "listCustomersOfSubject",
  audience: "public",
  method: "get",
  path: "/api/subjects/{account}/customers",
  summary: "The customers whose subject an account is, or is named",
  request: { params: subjectPathSchema, query: subjectQuerySchema },
  responses: { 200: jsonAnswer("One page, by customer id.", subjectCustomersResponseSchema) },
});

export function addSharingRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  const { store, clock, indexer, configuration } = app;
  const { confirmations } = configuration.chain;

  add(getAccess, {
    handle: async (context) => {
      const { customer } = context.req.valid("param");
      return context.json((await describeAccess({ store, customer, now: clock() / 1000 })) ?? null, 200);
    },
  });

  add(getErasure, {
    handle: async (context) => {
      const { customer } = context.req.valid("param");
      return context.json((await describeErasure({ context: app, customer })) ?? null, 200);
    },
  });

  add(getGrants, {
    handle: async (context) => {
      const { grantee, steward, customer, after, limit = DEFAULT_PAGE_SIZE } = context.req.valid("query");
      if (grantee === undefined && steward === undefined) {
        throw new KontorError({ code: "InvalidArgument", message: "query: expected a grantee or a steward." });
      }
      const [blockNumber = 0, logIndex = 0] = after?.split("-").map(Number) ?? [];
      const found = await store.access.heldGrants({
        ...(grantee === undefined ? {} : { grantee }),
        ...(steward === undefined ? {} : { stewards: [steward] }),
        ...(customer === undefined ? {} : { customers: [customer] }),
        ...(after === undefined ? {} : { after: { blockNumber, logIndex } }),
        limit: limit + 1,
        now: clock() / 1000,
      });
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1)?.granted : undefined;
      return context.json(
        {
          items: page.map((grant) => describeGrant({ grant, live: true })),
          next: last === undefined ? null : `${last.blockNumber}-${last.logIndex}`,
        },
        200,
      );
    },
  });

  add(getSubjectCustomers, {
    handle: async (context) => {
      const { account } = context.req.valid("param");
      const { after, limit = DEFAULT_PAGE_SIZE } = context.req.valid("query");
      const page = { account, ...(after === undefined ? {} : { after }), limit: limit + 1 };
      const found = await store.access.customersOfSubject(page);
      const confirmed = (indexer.status().tip?.number ?? -1) - confirmations + 1;
      const items = found.slice(0, limit).map((head) => ({ ...head, confirmed: head.updatedBlock <= confirmed }));
      return context.json({ items, next: found.length > limit ? (items.at(-1)?.customer ?? null) : null }, 200);
    },
  });
}
