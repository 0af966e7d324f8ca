import { request } from "./request.ts";
import type { Service } from "./service.ts";

/** Ends the caller's session. */
export async function signOut({ service }: { service: Service }): Promise<void> {
  await request({ service, method: "DELETE", path: "/api/session" });
}
