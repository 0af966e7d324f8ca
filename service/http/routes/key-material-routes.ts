import type { Hex } from "viem";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { openingsRequestSchema, openingsResponseSchema } from "#protocol/api/openings.ts";
import { sharesRequestSchema, sharesResponseSchema } from "#protocol/api/shares.ts";
import { wrapsRequestSchema, wrapsResponseSchema } from "#protocol/api/wraps.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { parseWrapHeader } from "#protocol/keys/wrap-header.ts";
import type { Basis } from "../../access/decision.ts";
import { findOpenings } from "../../keys/find-openings.ts";
import { provideShares } from "../../keys/provide-shares.ts";
import { storeWraps } from "../../keys/store-wraps.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer, jsonRequest, ROLE_REFUSALS, SEALED_REFUSALS } from "../route-parts.ts";

/** 500 wraps of 169 bytes in base64, or 500 items of two hashes, with room. */
const MAX_BODY = 512 * 1024;

const postShares = declareRoute({
  action: "provideShares",
  audience: "member",
  method: "post",
  path: "/api/shares",
  summary: "Shred shares of customers, made where there are none",
  description: "For WRITERs of the organisation.",
  bodyLimit: MAX_BODY,
  idempotent: true,
  request: jsonRequest(sharesRequestSchema),
  responses: { 200: jsonAnswer("In the order asked.", sharesResponseSchema) },
  errors: [...ROLE_REFUSALS, "CustomerErased", "IndexNotReady", "QuotaExceeded", "ShareMissing", "StaleKeyEpoch"],
});

const postWraps = declareRoute({
  action: "storeWraps",
  audience: "member",
  method: "post",
  path: "/api/wraps",
  summary: "Stores wrapped customer secrets and section keys, for the organisation or those it shares with",
  description: "For WRITERs and KEEPERs of the organisation.",
  bodyLimit: MAX_BODY,
  idempotent: true,
  request: jsonRequest(wrapsRequestSchema),
  responses: { 200: jsonAnswer("All are stored.", wrapsResponseSchema) },
  errors: [
    ...SEALED_REFUSALS,
    "CustomerErased",
    "IndexNotReady",
    "QuotaExceeded",
    "SecretMissing",
    "ShareMissing",
    "UnknownScope",
    "UnknownWrapper",
    "WrapConflict",
  ],
});

const postOpenings = declareRoute({
  action: "findOpenings",
  audience: "member",
  method: "post",
  path: "/api/openings",
  summary: "What the holder of a key needs beside the payloads to open them",
  bodyLimit: MAX_BODY,
  request: jsonRequest(openingsRequestSchema),
  responses: { 200: jsonAnswer("In the order asked; nothing where there is nothing.", openingsResponseSchema) },
  errors: [...ROLE_REFUSALS, "IndexNotReady"],
});

export function addKeyMaterialRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  add(postShares, {
    resource: (context) => {
      const { organisation, items } = context.req.valid("json");
      return { organisation, claims: items };
    },
    handle: async (context, { account, alongside }) => {
      const shares = await provideShares({
        context: app,
        author: account,
        ...context.req.valid("json"),
        alongside,
      });
      const items = shares.map(({ customer, keyEpoch, share }) => ({ customer, keyEpoch, share: encodeBase64(share) }));
      return context.json({ items }, 200);
    },
  });

  add(postWraps, {
    resource: (context) => {
      const { organisation, items } = context.req.valid("json");
      const claims = items.map((item, row) => {
        const { customer, keyEpoch } = inRow({ row, parse: () => parseWrapHeader(decodeBase64(item)) });
        return { customer: customer.toLowerCase() as Hex, keyEpoch };
      });
      return { organisation, claims };
    },
    handle: async (context, { account, basis, alongside }) => {
      const { organisation, items, replaces = [] } = context.req.valid("json");
      const wraps = items.map(decodeBase64);
      const byKeeper = keeps(basis);
      await storeWraps({ context: app, organisation, author: account, wraps, replaces, byKeeper, alongside });
      return context.json({ stored: wraps.length }, 200);
    },
  });

  add(postOpenings, {
    resource: (context) => ({ organisation: context.req.valid("json").organisation }),
    handle: async (context, { basis }) => {
      const { organisation, items } = context.req.valid("json");
      const openings = await findOpenings({ context: app, organisation, withShares: reads(basis), items });
      return context.json(
        {
          items: openings.map(({ customer, keyEpoch, wraps, channelWraps, share }) => ({
            customer,
            keyEpoch,
            wraps: wraps.map(encodeBase64),
            channelWraps: channelWraps.map(({ steward, wrap }) => ({ steward, wrap: encodeBase64(wrap) })),
            share: share === null ? null : encodeBase64(share),
          })),
        },
        200,
      );
    },
  });
}

/** Whose wraps do not open a KEEPER decides, and not who may have written them. */
function keeps(basis: Basis): boolean {
  return basis.rule === "role" && basis.roles.includes("KEEPER");
}

/** Says in which row of a batch something is wrong. */
function inRow<Parsed>({ row, parse }: { row: number; parse: () => Parsed }): Parsed {
  try {
    return parse();
  } catch (error) {
    if (!isKontorError(error)) throw error;
    const { code, message, hints, details, cause } = error;
    const place = `body.items.${row}`;
    throw new KontorError({ code, message: `${place}: ${message}`, hints, details: { ...details, place, row }, cause });
  }
}

/** A KEEPER wraps anew what it cannot read: it gets no shares. */
function reads(basis: Basis): boolean {
  return basis.rule !== "role" || basis.roles.some((role) => role !== "KEEPER");
}
