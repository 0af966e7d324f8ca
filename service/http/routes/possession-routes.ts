import { createRoute } from "@hono/zod-openapi";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  answerRequestSchema,
  answerResponseSchema,
  answerStoredResponseSchema,
  challengePutRequestSchema,
  challengeStoredResponseSchema,
  pendingChallengesResponseSchema,
  possessionAnswerPathSchema,
  possessionPathSchema,
} from "#protocol/api/possession.ts";
import { findAnswer, findPending, storeAnswer, storeChallenge } from "../../keys/possession.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { jsonAnswer, jsonRequest, REFUSALS, SESSION_SECURITY } from "../route-parts.ts";
import type { SessionGuard } from "../session-guard.ts";

const MAX_BODY = 16 * 1024;

const putChallenge = createRoute({
  method: "put",
  path: "/api/possession/{account}",
  summary: "Challenges an account to show that it can open what is sealed to its published key",
  description: "For WRITERs and KEEPERs of the organisation. Takes the place of its older challenge of this account.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: possessionPathSchema, ...jsonRequest(challengePutRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", challengeStoredResponseSchema),
    201: jsonAnswer("Stored.", challengeStoredResponseSchema),
    ...REFUSALS,
  },
});

const getChallenges = createRoute({
  method: "get",
  path: "/api/possession/{account}",
  summary: "The challenges that an account has not answered",
  description: "For the account itself, and for members of the organisation that it is.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: possessionPathSchema },
  responses: { 200: jsonAnswer("One for each organisation at most.", pendingChallengesResponseSchema), ...REFUSALS },
});

const putAnswer = createRoute({
  method: "put",
  path: "/api/possession/{account}/answers/{organisation}",
  summary: "Answers an organisation's challenge",
  description: "For the account itself, and for members of the organisation that it is.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: possessionAnswerPathSchema, ...jsonRequest(answerRequestSchema) },
  responses: { 200: jsonAnswer("Stored.", answerStoredResponseSchema), ...REFUSALS },
});

const getAnswer = createRoute({
  method: "get",
  path: "/api/possession/{account}/answers/{organisation}",
  summary: "An organisation's challenge of an account, and its answer",
  description: "For members of the organisation, who check the answer.",
  tags: ["session"],
  security: SESSION_SECURITY,
  request: { params: possessionAnswerPathSchema },
  responses: { 200: jsonAnswer("Answer null while there is none.", answerResponseSchema), ...REFUSALS },
});

export function addPossessionRoutes({
  api,
  app,
  session,
}: {
  api: ApiApp;
  app: AppContext;
  session: SessionGuard;
}): void {
  const body = jsonBody({ limit: MAX_BODY });

  api.openapi({ ...putChallenge, middleware: [session, body] as const }, async (context) => {
    const { account: challenged } = context.req.valid("param");
    const { organisation, challenge } = context.req.valid("json");
    const account = context.get("caller").address;
    const bytes = decodeBase64(challenge);
    const { digest, created } = await storeChallenge({ context: app, account, organisation, challenged, bytes });
    return context.json({ digest }, created ? 201 : 200);
  });

  api.openapi({ ...getChallenges, middleware: [session] as const }, async (context) => {
    const { account: challenged } = context.req.valid("param");
    const account = context.get("caller").address;
    const pending = await findPending({ context: app, account, challenged });
    const items = pending.map(({ organisation, bytes, digest }) => ({
      organisation,
      challenge: encodeBase64(bytes),
      digest,
    }));
    return context.json({ items }, 200);
  });

  api.openapi({ ...putAnswer, middleware: [session, body] as const }, async (context) => {
    const { account: challenged, organisation } = context.req.valid("param");
    const { digest, answer } = context.req.valid("json");
    const account = context.get("caller").address;
    await storeAnswer({ context: app, account, organisation, challenged, digest, answer: decodeBase64(answer) });
    return context.json({ stored: true }, 200);
  });

  api.openapi({ ...getAnswer, middleware: [session] as const }, async (context) => {
    const { account: challenged, organisation } = context.req.valid("param");
    const account = context.get("caller").address;
    const { bytes, digest, answer } = await findAnswer({ context: app, account, organisation, challenged });
    return context.json(
      { challenge: encodeBase64(bytes), digest, answer: answer === null ? null : encodeBase64(answer) },
      200,
    );
  });
}
