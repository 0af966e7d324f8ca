import { encodeBase64 } from "#protocol/api/base64.ts";
import { keyPathSchema, keyQuerySchema, keyResponseSchema } from "#protocol/api/keys.ts";
import {
  membersResponseSchema,
  organisationPathSchema,
  organisationsResponseSchema,
} from "#protocol/api/organisations.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { listMembers } from "../../directory/list-members.ts";
import { listOrganisations } from "../../directory/list-organisations.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer } from "../route-parts.ts";

const getOrganisations = declareRoute({
  action: "listOrganisations",
  audience: "public",
  method: "get",
  path: "/api/organisations",
  summary: "The organisations of the consortium",
  responses: { 200: jsonAnswer("All of them, in the order of their registration.", organisationsResponseSchema) },
});

const getMembers = declareRoute({
  action: "listMembers",
  audience: "public",
  method: "get",
  path: "/api/organisations/{organisation}/members",
  summary: "Who holds a role in an organisation",
  request: { params: organisationPathSchema },
  responses: { 200: jsonAnswer("Empty for an organisation nobody registered.", membersResponseSchema) },
});

const getKey = declareRoute({
  action: "getKey",
  audience: "public",
  method: "get",
  path: "/api/keys/{account}",
  summary: "An account's published key, to be checked against the chain",
  request: { params: keyPathSchema, query: keyQuerySchema },
  responses: { 200: jsonAnswer("The key.", keyResponseSchema) },
  errors: ["KeyNotFound"],
});

export function addOrganisationRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  const { index } = app.store;

  add(getOrganisations, {
    handle: async (context) => context.json({ items: await listOrganisations(index) }, 200),
  });

  add(getMembers, {
    handle: async (context) => {
      const { organisation } = context.req.valid("param");
      return context.json({ items: await listMembers({ index, organisation, now: app.clock() }) }, 200);
    },
  });

  add(getKey, {
    handle: async (context) => {
      const { account } = context.req.valid("param");
      const { epoch } = context.req.valid("query");
      const found = await index.key({ account, ...(epoch === undefined ? {} : { epoch }) });
      if (found === undefined) {
        throw new KontorError({ code: "KeyNotFound", message: "The index holds no such key.", retryable: true });
      }
      return context.json({ ...found, key: encodeBase64(found.key) }, 200);
    },
  });
}
