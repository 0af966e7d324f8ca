import { serveStatic } from "@hono/node-server/serve-static";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";

/**
 * Serves the built dApp. Every path that is no file of it and no route of the API is the dApp's own, and gets its page.
 * Files under /assets/ have their hash in their name and never change.
 */
export function addAppFiles({ api, app: { configuration } }: { api: ApiApp; app: AppContext }): void {
  const root = configuration.appDirectory;
  if (root === null) return;
  const files = serveStatic({ root });
  const page = serveStatic({ root, path: "index.html" });

  api.get("*", async (context, next) => {
    const { path } = context.req;
    if (path === "/api" || path.startsWith("/api/")) return next();
    const file = await files(context, async () => undefined);
    if (file instanceof Response) return cached(file, path.startsWith("/assets/"));
    // A missing file with an extension is missing: an HTML page in its place would only puzzle.
    if (/\.[A-Za-z0-9]+$/.test(path)) return next();
    const found = await page(context, next);
    return found instanceof Response ? cached(found, false) : found;
  });
}

function cached(response: Response, isImmutable: boolean): Response {
  response.headers.set("Cache-Control", isImmutable ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}
