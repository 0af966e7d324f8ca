import type { Address } from "viem";
import { z } from "zod";
import ownDeployments from "#generated/deployments.json" with { type: "json" };
import { addressSchema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ServiceConfiguration } from "./service-configuration.ts";
import { VARIABLES, type VariableName } from "./variables.ts";

/** The id that development chains (Hardhat, anvil) have. */
const DEVELOPMENT_CHAIN_ID = 31337;

const deploymentsSchema = z.record(z.string(), z.object({ registry: addressSchema, block: z.int().nonnegative() }));

type Values = { [Name in VariableName]?: z.output<(typeof VARIABLES)[Name]["schema"]> };

/**
 * Reads the service's configuration from environment variables. An empty variable counts as not set.
 *
 * @param parameters.defaultAppDirectory the built dApp, where there is one
 * @throws KontorError ConfigurationInvalid, which names every variable that is wrong
 */
export function parseConfiguration({
  environment,
  defaultAppDirectory,
  deployments = ownDeployments,
}: {
  environment: Readonly<Record<string, string | undefined>>;
  defaultAppDirectory: string | null;
  /** Registries by chain id; the project's own record by default. */
  deployments?: unknown;
}): ServiceConfiguration {
  const problems: string[] = [];
  const values = parseVariables({ environment, problems });
  const deployment = deploymentsSchema.parse(deployments)[String(values.KONTOR_CHAIN_ID ?? "")];
  const registry: Address | undefined = values.KONTOR_REGISTRY ?? deployment?.registry;
  const deploymentBlock =
    values.KONTOR_DEPLOYMENT_BLOCK ?? (registry === deployment?.registry ? deployment?.block : undefined);
  const { KONTOR_RPC_URL: rpcUrl, KONTOR_CHAIN_ID: chainId } = values;
  if (!environment.KONTOR_RPC_URL) problems.push("KONTOR_RPC_URL is needed");
  if (!environment.KONTOR_CHAIN_ID) problems.push("KONTOR_CHAIN_ID is needed");
  if (registry === undefined) problems.push("KONTOR_REGISTRY is needed: no deployment is known for this chain id");
  if (deploymentBlock === undefined) problems.push("KONTOR_DEPLOYMENT_BLOCK is needed for this registry");
  const development = chainId === DEVELOPMENT_CHAIN_ID;
  const confirmations = values.KONTOR_CONFIRMATIONS ?? (development ? 1 : 12);
  const reorgWindow = values.KONTOR_REORG_WINDOW ?? Math.max(256, confirmations);
  if (reorgWindow < confirmations) problems.push("KONTOR_REORG_WINDOW is smaller than KONTOR_CONFIRMATIONS");
  const sharesPath = values.KONTOR_SHARES_DATABASE ?? "data/shares.sqlite";
  const path = values.KONTOR_DATABASE ?? "data/kontor.sqlite";
  if (path === sharesPath) problems.push("KONTOR_SHARES_DATABASE is the same as KONTOR_DATABASE");
  if (
    problems.length > 0 ||
    rpcUrl === undefined ||
    chainId === undefined ||
    registry === undefined ||
    deploymentBlock === undefined
  ) {
    throw invalid(problems);
  }
  return {
    chain: {
      rpcUrl,
      chainId,
      registry,
      deploymentBlock,
      confirmations,
      reorgWindow,
      pollIntervalMs: values.KONTOR_POLL_INTERVAL_MS ?? (development ? 300 : 4_000),
      rpcTimeoutMs: values.KONTOR_RPC_TIMEOUT_MS ?? 10_000,
    },
    publicRpcUrl: values.KONTOR_PUBLIC_RPC_URL ?? (development ? rpcUrl : null),
    development,
    listen: { host: values.KONTOR_HOST ?? "127.0.0.1", port: values.KONTOR_PORT ?? 8787 },
    publicOrigin: values.KONTOR_PUBLIC_ORIGIN ?? null,
    store: { path, sharesPath },
    appDirectory: values.KONTOR_APP_DIR ?? defaultAppDirectory,
    session: {
      maxAgeMs: 1000 * (values.KONTOR_SESSION_TTL ?? 12 * 3_600),
      maxIdleMs: 1000 * (values.KONTOR_SESSION_IDLE ?? 2 * 3_600),
    },
    pending: {
      maxAgeMs: 1000 * (values.KONTOR_PENDING_TTL ?? 86_400),
      quotaBytes: values.KONTOR_PENDING_QUOTA ?? 256 * 1024 * 1024,
      sweepIntervalMs: 60_000,
    },
    quotas: {
      newCustomers: values.KONTOR_NEW_CUSTOMERS_QUOTA ?? 20_000,
      idempotencyKeys: values.KONTOR_IDEMPOTENCY_QUOTA ?? 10_000,
    },
    backups: {
      shareRetentionDays: values.KONTOR_SHARE_BACKUP_RETENTION ?? null,
      storeRetentionDays: values.KONTOR_BACKUP_RETENTION ?? null,
    },
    rate: {
      perSecond: values.KONTOR_RATE_PER_SECOND ?? 100,
      burst: values.KONTOR_RATE_BURST ?? 1_000,
      signInPerMinute: values.KONTOR_SIGN_IN_PER_MINUTE ?? 60,
      signInBurst: values.KONTOR_SIGN_IN_BURST ?? 60,
    },
    trustedProxies: values.KONTOR_TRUSTED_PROXIES ?? 0,
    eventStreams: {
      total: values.KONTOR_MAX_EVENT_STREAMS ?? 1_000,
      perAddress: values.KONTOR_MAX_EVENT_STREAMS_PER_ADDRESS ?? 50,
    },
    logLevel: values.KONTOR_LOG_LEVEL ?? "info",
  };
}

function parseVariables({
  environment,
  problems,
}: {
  environment: Readonly<Record<string, string | undefined>>;
  problems: string[];
}): Values {
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(VARIABLES)) {
    const text = environment[name];
    if (text === undefined || text === "") continue;
    const result = (schema as z.ZodType).safeParse(text);
    if (result.success) values[name] = result.data;
    // The value stays out of the message: an RPC URL may hold a key.
    else problems.push(`${name}: ${result.error.issues[0]?.message ?? "is wrong"}`);
  }
  return values as Values;
}

function invalid(problems: readonly string[]): KontorError {
  return new KontorError({
    code: "ConfigurationInvalid",
    message: `The configuration is wrong: ${problems.join("; ")}.`,
    hints: ["kontor serve --help says what each variable does."],
  });
}
