import type { HttpBindings } from "@hono/node-server";
import type { Address } from "viem";
import type { Transport } from "../store/session-store.ts";

/** The caller of a request, once its session is checked. */
export type Caller = { address: Address; transport: Transport; expiresAt: number; tokenHash: `0x${string}` };

/** Hono's environment. `Bindings` is empty where the app is called without a socket. */
export type AppEnv = {
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string; caller?: Caller; errorCode?: string };
};
