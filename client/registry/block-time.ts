import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

/** The newest block's number and time (seconds since 1970): what the registry compares ends with. */
export async function blockTime({ registry }: { registry: Registry }): Promise<{ number: bigint; timestamp: bigint }> {
  const { number, timestamp } = await askChain(() => registry.client.getBlock());
  return { number, timestamp };
}
