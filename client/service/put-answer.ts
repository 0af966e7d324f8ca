import type { Address, Hex } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { answerStoredResponseSchema } from "#protocol/api/possession.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type PutAnswerParameters = {
  service: Service;
  account: Address;
  /** Who asked. */
  organisation: Address;
  /** Of the challenge that is answered. */
  digest: Hex;
  answer: Uint8Array;
};

/** Leaves the answer to a challenge. Throws `PreconditionFailed` where the challenge is another by now. */
export async function putAnswer(parameters: PutAnswerParameters): Promise<void> {
  const { service, account, organisation, digest, answer } = parameters;
  const path = `/api/possession/${account}/answers/${organisation}`;
  const body = { digest, answer: encodeBase64(answer) };
  await requestJson({ service, method: "PUT", path, body, schema: answerStoredResponseSchema });
}
