import { createRoute } from "@hono/zod-openapi";
import { registryResponseSchema } from "#protocol/api/registry.ts";
import type { ApiApp } from "../api-app.ts";
import type { AppContext } from "../app-context.ts";
import { jsonAnswer, REFUSALS } from "../route-parts.ts";

const getRegistry = createRoute({
  method: "get",
  path: "/api/registry",
  summary: "Which registry this service serves, and how far its index is",
  tags: ["public"],
  responses: { 200: jsonAnswer("The registry.", registryResponseSchema), ...REFUSALS },
});

export function addRegistryRoutes({ api, app: { configuration, indexer } }: { api: ApiApp; app: AppContext }): void {
  const { chain, development, publicRpcUrl } = configuration;
  api.openapi(getRegistry, (context) => {
    const { tip, newest } = indexer.status();
    return context.json(
      {
        chainId: chain.chainId,
        registry: chain.registry,
        deploymentBlock: chain.deploymentBlock,
        confirmations: chain.confirmations,
        indexedBlock: tip?.number ?? chain.deploymentBlock - 1,
        head: newest === undefined ? null : { number: newest.number, hash: newest.hash },
        development,
        rpcUrl: publicRpcUrl,
      },
      200,
    );
  });
}
