import type { Context } from "hono";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { AppEnv } from "./app-env.ts";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a request that changes something by cookie unless the browser says that the page is the service's own. Browsers
 * send Origin with every such request; where it is missing, Sec-Fetch-Site has to say so.
 *
 * @throws KontorError CrossSiteRefused
 */
export function requireSameOrigin({ context, publicOrigin }: { context: Context<AppEnv>; publicOrigin: string }): void {
  if (SAFE_METHODS.has(context.req.method)) return;
  const origin = context.req.header("origin");
  const site = context.req.header("sec-fetch-site");
  const sameOrigin = origin === undefined ? site === "same-origin" : origin === publicOrigin;
  if (sameOrigin && (site === undefined || site === "same-origin")) return;
  throw new KontorError({
    code: "CrossSiteRefused",
    message: "A cookie session works from the service's own pages only.",
    hints: ["Programs ask for a bearer token instead."],
  });
}
