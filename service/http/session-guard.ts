import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-env.ts";

/** The middleware that lets requests with a live session in (middleware/require-session.ts). */
export type SessionGuard = MiddlewareHandler<AppEnv>;
