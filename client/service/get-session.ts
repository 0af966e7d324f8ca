import { type SessionResponse, sessionResponseSchema } from "#protocol/api/sessions.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** Whom the service takes the caller for; null without a session. */
export async function getSession({ service }: { service: Service }): Promise<SessionResponse | null> {
  return requestJson({ service, path: "/api/session", schema: sessionResponseSchema });
}
