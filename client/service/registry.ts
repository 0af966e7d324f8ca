import { type RegistryResponse, registryResponseSchema } from "#protocol/api/registry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

/** Which registry the service serves and how far its index is. Public. */
export async function getRegistryInfo({ service }: { service: Service }): Promise<RegistryResponse> {
  return requestJson({ service, path: "/api/registry", schema: registryResponseSchema });
}

export type AwaitIndexParameters = { service: Service; blockNumber: bigint };

/** How long the service's index may be behind the chain. */
const PATIENCE = 30_000;
const INTERVAL = 200;

/** Waits until the service's index has reached a block. Throws `IndexNotReady` (retryable) where it takes too long. */
export async function awaitIndex({ service, blockNumber }: AwaitIndexParameters): Promise<void> {
  for (let waited = 0; ; waited += INTERVAL) {
    const { indexedBlock } = await getRegistryInfo({ service });
    if (BigInt(indexedBlock) >= blockNumber) return;
    if (waited >= PATIENCE) {
      throw new KontorError({
        code: "IndexNotReady",
        message: "The service's index has not reached the newest block yet.",
        hints: ["Try again in a moment."],
        retryable: true,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}
