import { createRoute } from "@hono/zod-openapi";
import { accessResponseSchema } from "#protocol/api/access.ts";
import { customerPathSchema } from "#protocol/api/customers.ts";
import { erasureResponseSchema } from "#protocol/api/erasure.ts";
import { grantsQuerySchema, grantsResponseSchema } from "#protocol/api/grants.ts";
import { subjectCustomersResponseSchema, subjectPathSchema, subjectQuerySchema } from "#protocol/api/subjects.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { describeErasure } from "../../erasure/describe-erasure.ts";
import { describeAccess, describeGrant } from "../../sharing/describe-access.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonAnswer, REFUSALS } from "../route-parts.ts";
import { customerNotFound } from "./customer-routes.ts";

const DEFAULT_PAGE_SIZE = 100;

const getAccess = createRoute({
  method: "get",
  path: "/api/customers/{customer}/access",
  summary: "Who may read a customer, and who could before",
  tags: ["public"],
  request: { params: customerPathSchema },
  responses: { 200: jsonAnswer("From the chain index.", accessResponseSchema), ...REFUSALS },
});

const getErasure = createRoute({
  method: "get",
  path: "/api/customers/{customer}/erasure",
  summary: "The receipt of a customer's erasure",
  tags: ["public"],
  request: { params: customerPathSchema },
  responses: { 200: jsonAnswer("What was destroyed, and what remains.", erasureResponseSchema), ...REFUSALS },
});

const getGrants = createRoute({
  method: "get",
  path: "/api/grants",
  summary: "Grants that are held now, of a grantee, a steward, or between the two",
  tags: ["public"],
  request: { query: grantsQuerySchema },
  responses: { 200: jsonAnswer("One page, oldest first.", grantsResponseSchema), ...REFUSALS },
});

const getSubjectCustomers = createRoute({
  method: "get",
  path: "/api/subjects/{account}/customers",
  summary: "The customers whose subject an account is, or is named",
  tags: ["public"],
  request: { params: subjectPathSchema, query: subjectQuerySchema },
  responses: { 200: jsonAnswer("One page, by customer id.", subjectCustomersResponseSchema), ...REFUSALS },
});

export function addSharingRoutes({ api, app }: { api: ApiApp; app: AppContext }): void {
  const { store, clock, indexer, configuration } = app;
  const { confirmations } = configuration.chain;

  api.openapi(getAccess, async (context) => {
    const { customer } = context.req.valid("param");
    const access = await describeAccess({ store, customer, now: clock() / 1000 });
    if (access === undefined) throw customerNotFound();
    return context.json(access, 200);
  });

  api.openapi(getErasure, async (context) => {
    const { customer } = context.req.valid("param");
    const receipt = await describeErasure({ context: app, customer });
    if (receipt === undefined) {
      throw new KontorError({
        code: "ErasureNotFound",
        message: "The index holds no erasure of this customer.",
        hints: ["An erasure shows here as soon as its block is indexed."],
        retryable: true,
      });
    }
    return context.json(receipt, 200);
  });

  api.openapi(getGrants, async (context) => {
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
  });

  api.openapi(getSubjectCustomers, async (context) => {
    const { account } = context.req.valid("param");
    const { after, limit = DEFAULT_PAGE_SIZE } = context.req.valid("query");
    const page = { account, ...(after === undefined ? {} : { after }), limit: limit + 1 };
    const found = await store.access.customersOfSubject(page);
    const confirmed = (indexer.status().tip?.number ?? -1) - confirmations + 1;
    const items = found.slice(0, limit).map((head) => ({ ...head, confirmed: head.updatedBlock <= confirmed }));
    return context.json({ items, next: found.length > limit ? (items.at(-1)?.customer ?? null) : null }, 200);
  });
}
