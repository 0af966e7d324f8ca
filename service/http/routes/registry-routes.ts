import { registryResponseSchema } from "#protocol/api/registry.ts";
import type { AppContext } from "../app-context.ts";
import { type AddRoute, declareRoute } from "../declare-route.ts";
import { jsonAnswer } from "../route-parts.ts";

const getRegistry = declareRoute({
  action: "getRegistry",
  audience: "public",
  method: "get",
  path: "/api/registry",
  summary: "Which registry this service serves, and how far its index is",
  responses: { 200: jsonAnswer("The registry.", registryResponseSchema) },
});

export function addRegistryRoutes({ add, app: { configuration, indexer } }: { add: AddRoute; app: AppContext }): void {
  const { chain, development, publicRpcUrl } = configuration;

  add(getRegistry, {
    handle: (context) => {
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
    },
  });
}
