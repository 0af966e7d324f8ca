import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address } from "viem";
import { parseConfiguration } from "#service/configuration/parse-configuration.ts";
import type { ServiceConfiguration } from "#service/configuration/service-configuration.ts";
import { createLogger } from "#service/logging/create-logger.ts";
import { type RunningService, startService } from "#service/start-service.ts";

export type StartTestServiceParameters = {
  rpcUrl: string;
  registry: Address;
  deploymentBlock: bigint;
  /** Default 31337. */
  chainId?: number;
  /** Built dApp to serve; none by default. */
  appDirectory?: string | null;
  /** Where the stores are; a new temporary directory by default, deleted at the end. */
  directory?: string;
  /** More KONTOR_ variables. */
  environment?: Readonly<Record<string, string>>;
  /** Gets every log line; silent by default. */
  onLog?: (line: string) => void;
  now?: () => number;
  requestTimeoutMs?: number;
};

export type TestService = RunningService & { configuration: ServiceConfiguration; directory: string };

/** Starts a whole service on a free port of 127.0.0.1, over SQLite files, against a chain. Stop it with `stop()`. */
export async function startTestService(parameters: StartTestServiceParameters): Promise<TestService> {
  const { onLog, now, requestTimeoutMs } = parameters;
  const directory = parameters.directory ?? (await mkdtemp(join(tmpdir(), "kontor-service-")));
  const configuration = testConfiguration({ ...parameters, directory });
  const logger = createLogger({
    level: onLog === undefined ? "silent" : "trace",
    ...(onLog === undefined ? {} : { destination: { write: onLog } }),
  });
  const running = await startService({
    configuration,
    logger,
    ...(now === undefined ? {} : { now }),
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  });
  return {
    ...running,
    configuration,
    directory,
    stop: async () => {
      await running.stop();
      if (parameters.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The configuration that `startTestService` uses: fast polling, no rate to speak of. */
export function testConfiguration({
  rpcUrl,
  registry,
  deploymentBlock,
  chainId = 31337,
  appDirectory = null,
  directory,
  environment = {},
}: StartTestServiceParameters & { directory: string }): ServiceConfiguration {
  return parseConfiguration({
    environment: {
      KONTOR_RPC_URL: rpcUrl,
      KONTOR_CHAIN_ID: String(chainId),
      KONTOR_REGISTRY: registry,
      KONTOR_DEPLOYMENT_BLOCK: String(deploymentBlock),
      KONTOR_POLL_INTERVAL_MS: "50",
      KONTOR_PORT: "0",
      KONTOR_DATABASE: join(directory, "kontor.sqlite"),
      KONTOR_SHARES_DATABASE: join(directory, "shares.sqlite"),
      KONTOR_RATE_PER_SECOND: "10000",
      KONTOR_RATE_BURST: "10000",
      KONTOR_SIGN_IN_PER_MINUTE: "100000",
      KONTOR_SIGN_IN_BURST: "1000",
      ...environment,
    },
    defaultAppDirectory: appDirectory,
  });
}
