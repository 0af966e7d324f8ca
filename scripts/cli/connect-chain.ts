import { createPublicClient, http, keccak256 } from "viem";
import { askChain } from "#client/registry/ask-chain.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import { kontorRegistryCodeHash } from "#generated/kontor-registry-bytecode.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import type { Options, Values } from "./command.ts";
import { DEPLOYMENTS_OPTION, readDeployments } from "./deployments.ts";
import { usageError } from "./parse-options.ts";
import { parseAddress, parseHttpUrl, parseWhole } from "./parse-values.ts";

const MAX_WHOLE = 2 ** 50;
const DEFAULT_TIMEOUT_SECONDS = 30;
/** Development chains (Hardhat, anvil) mine at once. */
const DEVELOPMENT_CHAIN_ID = 31_337;
const DEVELOPMENT_POLLING_INTERVAL = 100;

/** Which registry, on which chain. */
export const CHAIN_OPTIONS = {
  rpc: { type: "string", value: "URL", text: "JSON-RPC endpoint of the chain", variable: "KONTOR_RPC_URL" },
  registry: {
    type: "string",
    value: "ADDRESS",
    text: "the KontorRegistry contract (default: the chain's one in the deployments)",
    variable: "KONTOR_REGISTRY",
  },
  deployments: DEPLOYMENTS_OPTION,
  "chain-id": {
    type: "string",
    value: "NUMBER",
    text: "the chain that the RPC has to be on",
    variable: "KONTOR_CHAIN_ID",
  },
  timeout: {
    type: "string",
    value: "SECONDS",
    text: `how long an answer may take (default ${DEFAULT_TIMEOUT_SECONDS})`,
  },
} as const satisfies Options;

export type ConnectedChain = {
  registry: Registry;
  rpcUrl: string;
  timeout: number;
  pollingInterval: number | undefined;
};

/**
 * The registry that is meant, once its code is known. Throws `InvalidArgument`, `ChainUnavailable`, `WrongChain`, `RegistryMissing`
 * (with the stale record's file in its hints), `RegistryUnknown`.
 */
export async function connectChain(values: Values<typeof CHAIN_OPTIONS>): Promise<ConnectedChain> {
  const { rpc, deployments: file } = values;
  if (rpc === undefined) throw usageError("--rpc is missing: the URL of a JSON-RPC endpoint (or KONTOR_RPC_URL).");
  const rpcUrl = parseHttpUrl({ name: "--rpc", text: rpc });
  const given = values.registry === undefined ? null : parseAddress({ name: "--registry", text: values.registry });
  const timeout = 1_000 * whole({ name: "--timeout", text: values.timeout ?? `${DEFAULT_TIMEOUT_SECONDS}` });
  const expected = values["chain-id"] === undefined ? null : whole({ name: "--chain-id", text: values["chain-id"] });
  const client = createPublicClient({
    transport: http(rpcUrl, { timeout, retryCount: 1 }),
    cacheTime: 0,
  }) as ChainClient;
  const chainId = expected ?? (await askChain(() => client.getChainId()));
  const recorded = (await readDeployments(file))[chainId];
  const address = given ?? recorded?.registry;
  if (address === undefined) {
    throw usageError(`--registry is missing, and the deployments have none on chain ${chainId} (KONTOR_REGISTRY).`);
  }
  const isRecorded = recorded !== undefined && recorded.registry === address;
  const polling = chainId === DEVELOPMENT_CHAIN_ID ? { pollingInterval: DEVELOPMENT_POLLING_INTERVAL } : {};
  const connected = createPublicClient({
    transport: http(rpcUrl, { timeout, retryCount: 1 }),
    cacheTime: 0,
    ...polling,
  }) as ChainClient;
  try {
    const registry = await connectRegistry({
      client: connected,
      address,
      chainId,
      ...(isRecorded ? { deploymentBlock: BigInt(recorded.block) } : {}),
    });
    await expectKnownCode(registry);
    return { registry, rpcUrl, timeout, pollingInterval: polling.pollingInterval };
  } catch (error) {
    if (given === null && isKontorError(error) && error.code === "RegistryMissing") throw staleRecord(error);
    throw error;
  }
}

/** Nothing is signed for a contract that only claims to be the registry. */
async function expectKnownCode({ client, address }: Registry): Promise<void> {
  const code = await askChain(() => client.getCode({ address }));
  if (code !== undefined && keccak256(code) === kontorRegistryCodeHash) return;
  throw new KontorError({
    code: "RegistryUnknown",
    message: "The contract at the registry's address is not the registry that this version knows.",
    hints: ["Check the address.", "If it is another version's, use that version of kontor."],
    details: { registry: address },
  });
}

function staleRecord(error: KontorError): KontorError {
  return new KontorError({
    code: "RegistryMissing",
    message: `${error.message} The record of deployments says so: it is another chain's with the same id, or of one that was reset.`,
    hints: ["Deploy again, or name the right record with --deployments FILE."],
    details: error.details,
    cause: error,
  });
}

function whole({ name, text }: { name: string; text: string }): number {
  return parseWhole({ name, text, min: 1, max: MAX_WHOLE });
}
