import { type SessionResponse, sessionResponseSchema } from "#protocol/api/sessions.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** Whom the service takes the caller for; null without a session. */
export async function getSession({ service }: { service: Service }): Promise<SessionResponse | null> {
  try {
    return await requestJson({ service, path: "/api/session", schema: sessionResponseSchema });
  } catch (error) {
    if (isKontorError(error) && error.code === "SignInRequired") return null;
    throw error;
  }
}
