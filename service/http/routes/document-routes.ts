import { z } from "zod";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { TAGS } from "../audiences.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { renderDocumentation } from "../render-documentation.ts";

const documentSchema = z.looseObject({}).meta({ id: "OpenApiDocument" });

const getOpenApiDocument = declareRoute({
  action: "getOpenApiDocument",
  audience: "public",
  method: "get",
  path: "/openapi.json",
  summary: "This API as an OpenAPI 3.1 document",
  responses: { 200: { description: "The document.", content: { "application/json": { schema: documentSchema } } } },
});

const getDocumentation = declareRoute({
  action: "getDocumentation",
  audience: "public",
  method: "get",
  path: "/docs",
  summary: "This API as a page to read",
  responses: { 200: { description: "The page.", content: { "text/html": { schema: z.string() } } } },
});

/** GET /openapi.json and /docs. Both are built with the first request, when every route is there, and then kept. */
export function addDocumentRoutes({
  api,
  add,
  app: { publicOrigin },
}: {
  api: ApiApp;
  add: AddRoute;
  app: AppContext;
}): void {
  const { openAPIRegistry } = api;
  openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: publicOrigin.startsWith("https:") ? "__Host-kontor_session" : "kontor_session",
  });
  const build = () => {
    const document = api.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Kontor service",
        version: "1",
        license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
        description:
          "Stores envelopes and wrapped keys, and indexes the registry. Nothing it says has to be believed: entries and payloads are checked against the chain.",
      },
      servers: [{ url: publicOrigin }],
      tags: TAGS,
    });
    return { json: JSON.stringify(document), page: renderDocumentation(document) };
  };
  let built: ReturnType<typeof build> | undefined;

  add(getOpenApiDocument, {
    handle: (context) => {
      built ??= build();
      return context.body(built.json, 200, { "Content-Type": "application/json" }) as never;
    },
  });
  add(getDocumentation, {
    handle: (context) => {
      built ??= build();
      return context.html(built.page);
    },
  });
}
