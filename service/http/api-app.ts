import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "./app-env.ts";
import { refuseInvalid } from "./refuse-invalid.ts";

/** The app that routes are added to. */
export type ApiApp = OpenAPIHono<AppEnv>;

export function createApiApp(): ApiApp {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
}
