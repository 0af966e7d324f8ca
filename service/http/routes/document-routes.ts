import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { renderDocumentation } from "../render-documentation.ts";

/** GET /openapi.json (OpenAPI 3.1) and /docs, its readable form. */
export function addDocumentRoutes({ api, app: { publicOrigin } }: { api: ApiApp; app: AppContext }): void {
  const { openAPIRegistry } = api;
  openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: publicOrigin.startsWith("https:") ? "__Host-kontor_session" : "kontor_session",
  });
  const build = () =>
    api.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Kontor service",
        version: "1",
        description:
          "Stores envelopes and wrapped keys, and indexes the registry. Nothing it says has to be believed: entries and payloads are checked against the chain.",
      },
      servers: [{ url: publicOrigin }],
      tags: [
        { name: "public", description: "No account needed." },
        { name: "sign-in", description: "EIP-4361." },
        { name: "session", description: "Needs a session; roles are read from the chain at each request." },
      ],
    });

  api.get("/openapi.json", (context) => context.json(build()));
  api.get("/docs", (context) => context.html(renderDocumentation(build())));
}
