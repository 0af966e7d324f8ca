import { serveStatic } from "@hono/node-server/serve-static";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";

const getAppFile = declareRoute({
  action: "getAppFile",
  audience: "page",
  method: "get",
  path: "*",
  hide: true,
  summary: "The dApp's files",
  responses: { 200: { description: "A file, or the dApp's page." } },
});

/**
 * Serves the built dApp, compressed as it was built where the client takes that. Every path that is no file of it and no route of
 * the API is the dApp's own, and gets its page. Files under /assets/ have their hash in their name and never change.
 */
export function addAppFiles({ add, app: { configuration } }: { add: AddRoute; app: AppContext }): void {
  const root = configuration.appDirectory;
  if (root === null) return;
  const files = serveStatic({ root, precompressed: true });
  const page = serveStatic({ root, path: "index.html", precompressed: true });
  const missing = async () => undefined;

  add(getAppFile, {
    handle: async (context) => {
      const { path } = context.req;
      if (path === "/api" || path.startsWith("/api/")) return context.notFound();
      const file = await files(context, missing);
      if (file instanceof Response) return cached(file, path.startsWith("/assets/"));
      // A missing file with an extension is missing: an HTML page in its place would only puzzle.
      if (/\.[A-Za-z0-9]+$/.test(path)) return context.notFound();
      const found = await page(context, missing);
      return found instanceof Response ? cached(found, false) : context.notFound();
    },
  });
}

function cached(response: Response, isImmutable: boolean): Response {
  response.headers.set("Cache-Control", isImmutable ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}
