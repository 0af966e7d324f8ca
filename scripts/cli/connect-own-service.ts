import { getRegistryInfo } from "#client/service/registry.ts";
import type { Service } from "#client/service/service.ts";
import { connectService } from "#client/service/service.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Options, Values } from "./command.ts";
import type { ConnectedChain } from "./connect-chain.ts";
import { usageError } from "./parse-options.ts";
import { parseHttpUrl } from "./parse-values.ts";

export const SERVICE_OPTIONS = {
  service: { type: "string", value: "URL", text: "the registry's service", variable: "KONTOR_SERVICE_URL" },
} as const satisfies Options;

export type OwnService = {
  /** Without a session. */
  service: Service;
  /** Blocks that have to hold an entry before it counts as confirmed, as the service counts. */
  confirmations: number;
};

/** The service, once it has said that it serves this registry. Throws `InvalidArgument`, `ServiceUnavailable`, `WrongChain`. */
export async function connectOwnService(parameters: {
  values: Values<typeof SERVICE_OPTIONS>;
  chain: ConnectedChain;
}): Promise<OwnService> {
  const { values, chain } = parameters;
  if (values.service === undefined)
    throw usageError("--service is missing: the URL of the service (KONTOR_SERVICE_URL).");
  const url = parseHttpUrl({ name: "--service", text: values.service });
  const service = connectService({ url, timeout: chain.timeout });
  const { chainId, registry, confirmations } = await getRegistryInfo({ service });
  if (chainId === chain.registry.chainId && registry === chain.registry.address) return { service, confirmations };
  throw new KontorError({
    code: "WrongChain",
    message: `The service serves registry ${registry} on chain ${chainId}, not the one that is meant.`,
    hints: ["Check --service, --rpc and --registry."],
    details: { service: registry, given: chain.registry.address, serviceChain: chainId, chain: chain.registry.chainId },
  });
}
