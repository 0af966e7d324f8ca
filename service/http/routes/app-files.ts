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
  const onFound = (path: string, context: { header(name: string, value: string): void }) => {
    const isAsset = /[/\\]assets[/\\]/.test(path);
    context.header("Cache-Control", isAsset ? "public, max-age=31536000, immutable" : "no-cache");
  };
  const files = serveStatic({ root, onFound });
  const page = serveStatic({ root, path: "index.html", onFound });
  api.get("*", async (context, next) => (isApiPath(context.req.path) ? next() : files(context, next)));
  // A missing file with an extension is missing: an HTML page in its place would only puzzle.
  api.get("*", async (context, next) =>
    isApiPath(context.req.path) || /\.[A-Za-z0-9]+$/.test(context.req.path) ? next() : page(context, next),
  );
}

function isApiPath(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}
