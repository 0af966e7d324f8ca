import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";

/** The registry that a service serves, as its configuration names it. */
export type OwnRegistry = { chain: Pick<ServiceConfiguration["chain"], "chainId" | "registry"> };

/**
 * Refuses what says of itself that it belongs to another registry or chain.
 * @throws KontorError ContextMismatch
 */
export function requireOwnRegistry({
  named,
  configuration: { chain },
}: {
  named: { chainId: bigint; registry: Address };
  configuration: OwnRegistry;
}): void {
  if (named.chainId === BigInt(chain.chainId) && named.registry.toLowerCase() === chain.registry.toLowerCase()) return;
  throw new KontorError({
    code: "ContextMismatch",
    message: "This belongs to another registry than the one this service serves.",
    details: { chainId: named.chainId.toString(), registry: named.registry },
  });
}
