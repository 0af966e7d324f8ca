import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import {
  answerRequestSchema,
  answerStoredResponseSchema,
  answersResponseSchema,
  challengePutRequestSchema,
  challengeStoredResponseSchema,
  pendingChallengesResponseSchema,
  possessionAnswerPathSchema,
  possessionPathSchema,
} from "#protocol/api/possession.ts";
import { storeAnswer, storeChallenge } from "../../keys/possession.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer, jsonRequest, ROLE_REFUSALS, SEALED_REFUSALS } from "../route-parts.ts";

const MAX_BODY = 16 * 1024;

const putChallenge = declareRoute({
  action: "putPossessionChallenge",
  audience: "member",
  method: "put",
  path: "/api/possession/{account}",
  summary: "Challenges an account to show that it can open what is sealed to its published key",
  description:
    "For WRITERs and KEEPERs of the organisation. Takes the place of the caller's older challenge of this account.",
  bodyLimit: MAX_BODY,
  request: { params: possessionPathSchema, ...jsonRequest(challengePutRequestSchema) },
  responses: {
    200: jsonAnswer("It was there.", challengeStoredResponseSchema),
    201: jsonAnswer("Stored.", challengeStoredResponseSchema),
  },
  errors: SEALED_REFUSALS,
});

const getChallenges = declareRoute({
  action: "listPossessionChallenges",
  audience: "member",
  method: "get",
  path: "/api/possession/{account}",
  summary: "The challenges that an account has not answered",
  description: "For the account itself, and for members of the organisation that it is.",
  request: { params: possessionPathSchema },
  responses: { 200: jsonAnswer("One at most for each member of an organisation.", pendingChallengesResponseSchema) },
  errors: ROLE_REFUSALS,
});

const putAnswer = declareRoute({
  action: "answerPossession",
  audience: "member",
  method: "put",
  path: "/api/possession/{account}/answers/{organisation}",
  summary: "Answers an organisation's challenge",
  description: "For the account itself, and for members of the organisation that it is.",
  bodyLimit: MAX_BODY,
  request: { params: possessionAnswerPathSchema, ...jsonRequest(answerRequestSchema) },
  responses: { 200: jsonAnswer("Stored.", answerStoredResponseSchema) },
  errors: [...ROLE_REFUSALS, "ChallengeNotFound", "PreconditionFailed"],
});

const getAnswer = declareRoute({
  action: "getPossessionAnswer",
  audience: "member",
  method: "get",
  path: "/api/possession/{account}/answers/{organisation}",
  summary: "An organisation's challenges of an account, and their answers",
  description: "For members of the organisation, who check the answer.",
  request: { params: possessionAnswerPathSchema },
  responses: {
    200: jsonAnswer(
      "One for each member who asked, the newest first; answer null while there is none.",
      answersResponseSchema,
    ),
  },
  errors: ROLE_REFUSALS,
});

export function addPossessionRoutes({ add, app }: { add: AddRoute; app: AppContext }): void {
  const { possession } = app.store;

  add(putChallenge, {
    resource: (context) => ({ organisation: context.req.valid("json").organisation }),
    handle: async (context, { account: author }) => {
      const { account: challenged } = context.req.valid("param");
      const { organisation, challenge } = context.req.valid("json");
      const bytes = decodeBase64(challenge);
      const { digest, created } = await storeChallenge({ context: app, organisation, challenged, author, bytes });
      return context.json({ digest }, created ? 201 : 200);
    },
  });

  add(getChallenges, {
    resource: (context) => ({ self: context.req.valid("param").account }),
    handle: async (context) => {
      const pending = await possession.pending(context.req.valid("param").account);
      const items = pending.map(({ organisation, bytes, digest }) => ({
        organisation,
        challenge: encodeBase64(bytes),
        digest,
      }));
      return context.json({ items }, 200);
    },
  });

  add(putAnswer, {
    resource: (context) => ({ self: context.req.valid("param").account }),
    handle: async (context) => {
      const { account: challenged, organisation } = context.req.valid("param");
      const { digest, answer } = context.req.valid("json");
      await storeAnswer({ context: app, organisation, challenged, digest, answer: decodeBase64(answer) });
      return context.json({ stored: true }, 200);
    },
  });

  add(getAnswer, {
    resource: (context) => ({ organisation: context.req.valid("param").organisation }),
    handle: async (context) => {
      const found = await possession.find(context.req.valid("param"));
      const items = found.map(({ bytes, digest, answer }) => ({
        challenge: encodeBase64(bytes),
        digest,
        answer: answer === null ? null : encodeBase64(answer),
      }));
      return context.json({ items }, 200);
    },
  });
}
