import type { Address } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { answerResponseSchema } from "#protocol/api/possession.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type GetAnswerParameters = { service: Service; account: Address; organisation: Address };

/** An organisation's challenge to an account, and its answer or null; null where there is no challenge. Unchecked. */
export async function getAnswer(
  parameters: GetAnswerParameters,
): Promise<{ challenge: Uint8Array; answer: Uint8Array | null } | null> {
  const { service, account, organisation } = parameters;
  const path = `/api/possession/${account}/answers/${organisation}`;
  const found = await requestJson({ service, path, schema: answerResponseSchema });
  if (found === null) return null;
  const { challenge, answer } = found;
  return { challenge: decodeBase64(challenge), answer: answer === null ? null : decodeBase64(answer) };
}
