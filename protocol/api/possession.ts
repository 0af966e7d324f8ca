import { z } from "zod";
import { base64Schema } from "./base64.ts";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { API_LIMITS } from "./limits.ts";

/*
 * Proof of possession (PROTOCOL 4.5): before anything of value is sealed to a published key, its holder shows that it can
 * open. One challenge at a time for each (organisation, account, member who asks): a new one takes the place of the member's old
 * one and of its answer.
 *
 * PUT /api/possession/{account}                          challenges: by a WRITER or KEEPER of `organisation`; 201, or 200 when
 *                                                        these bytes are there already
 * GET /api/possession/{account}                          its unanswered challenges: for the account itself, or members of
 *                                                        the organisation that it is
 * PUT /api/possession/{account}/answers/{organisation}   answers: by the same; 404 ChallengeNotFound, 412
 *                                                        PreconditionFailed when the challenge is another by now
 * GET /api/possession/{account}/answers/{organisation}   for members of the organisation: the challenges and their answers,
 *                                                        the newest first
 */

const challenge = base64Schema(API_LIMITS.sealedBytes);
const answer = base64Schema(32);

export const possessionPathSchema = z.object({ account: addressSchema });
export const possessionAnswerPathSchema = z.object({ account: addressSchema, organisation: addressSchema });

/** sender = organisation, recipient = account, purpose 3. */
export const challengePutRequestSchema = z
  .strictObject({ organisation: addressSchema, challenge })
  .meta({ id: "PossessionChallengeRequest" });
export type ChallengePutRequest = z.infer<typeof challengePutRequestSchema>;

export const challengeStoredResponseSchema = z
  .object({ digest: bytes32Schema })
  .meta({ id: "PossessionChallengeStored" });
export type ChallengeStoredResponse = z.infer<typeof challengeStoredResponseSchema>;

export const pendingChallengesResponseSchema = z
  .object({
    items: z.array(
      z.object({
        organisation: addressSchema,
        challenge,
        /** SHA-256 of the challenge's bytes. */
        digest: bytes32Schema,
      }),
    ),
  })
  .meta({ id: "PendingChallenges" });
export type PendingChallengesResponse = z.infer<typeof pendingChallengesResponseSchema>;

/** `digest`: of the challenge that is answered. The answer has 32 bytes; another answer to it takes its place. */
export const answerRequestSchema = z
  .strictObject({ digest: bytes32Schema, answer })
  .meta({ id: "PossessionAnswerRequest" });
export type AnswerRequest = z.infer<typeof answerRequestSchema>;

export const answerStoredResponseSchema = z.object({ stored: z.boolean() }).meta({ id: "PossessionAnswerStored" });

/** `answer` is null while there is none. Checked by the challenger, never by the service. */
export const answersResponseSchema = z
  .object({ items: z.array(z.object({ challenge, digest: bytes32Schema, answer: answer.nullable() })) })
  .meta({ id: "AnsweredChallenges" });
