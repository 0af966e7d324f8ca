import { KontorError } from "#protocol/errors/kontor-error.ts";
import { getRegistryInfo } from "./get-registry-info.ts";
import type { Service } from "./service.ts";

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
