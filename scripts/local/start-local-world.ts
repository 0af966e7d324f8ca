import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Registry } from "#client/registry/registry.ts";
import { parseConfiguration } from "#service/configuration/parse-configuration.ts";
import { createLogger } from "#service/logging/create-logger.ts";
import { startService } from "#service/start-service.ts";
import type { Cleanup } from "../cli/cleanup.ts";
import { deployLocally } from "./deploy-locally.ts";
import { startLocalChain } from "./start-local-chain.ts";

/** A chain, a registry and a service, all of them new and in this process. */
export type LocalWorld = {
  rpcUrl: string;
  registry: Registry;
  serviceUrl: string;
  /** The service's SQLite file. */
  databasePath: string;
};

export type StartLocalWorldParameters = {
  /** 0: any free one. */
  chainPort: number;
  servicePort: number;
  /** Where the service listens: passkeys need a host with a name, such as `localhost`. 127.0.0.1 by default. */
  serviceHost?: string;
  /** The built dApp; none for a headless run. */
  appDirectory: string | null;
  /** Gets to know how to stop each part, as soon as it is started. */
  cleanup: Cleanup;
  /** Keeps what was broken off from starting anything more. */
  signal: AbortSignal;
};

/** An import of thousands of entries is one caller: the limits are for the open internet. */
const NO_LIMITS = {
  KONTOR_RATE_PER_SECOND: "100000",
  KONTOR_RATE_BURST: "100000",
  KONTOR_SIGN_IN_PER_MINUTE: "6000",
  KONTOR_SIGN_IN_BURST: "6000",
};

/**
 * Starts a fresh chain with a registry, and a service on it with a fresh store in a temporary directory: a store is of one
 * chain, so neither outlives the other. Throws `PortTaken`.
 */
export async function startLocalWorld(parameters: StartLocalWorldParameters): Promise<LocalWorld> {
  const { chainPort, servicePort, appDirectory, cleanup, signal, serviceHost = "127.0.0.1" } = parameters;
  signal.throwIfAborted();
  const directory = mkdtempSync(join(tmpdir(), "kontor-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  cleanup.add(async () => remove());
  // Once more at the very end: what was still under way may have written again.
  process.once("exit", remove);
  const chain = await startLocalChain({ port: chainPort });
  cleanup.add(chain.stop);
  const registry = await deployLocally({ rpcUrl: chain.rpcUrl });
  signal.throwIfAborted();
  const databasePath = join(directory, "kontor.sqlite");
  const configuration = parseConfiguration({
    environment: {
      ...NO_LIMITS,
      KONTOR_RPC_URL: chain.rpcUrl,
      KONTOR_CHAIN_ID: String(registry.chainId),
      KONTOR_REGISTRY: registry.address,
      KONTOR_DEPLOYMENT_BLOCK: registry.deploymentBlock.toString(),
      KONTOR_POLL_INTERVAL_MS: "100",
      KONTOR_HOST: serviceHost,
      KONTOR_PORT: String(servicePort),
      KONTOR_DATABASE: databasePath,
      KONTOR_SHARES_DATABASE: join(directory, "shares.sqlite"),
    },
    defaultAppDirectory: appDirectory,
  });
  const service = await startService({ configuration, logger: createLogger({ level: "silent" }) });
  cleanup.add(service.stop);
  return { rpcUrl: chain.rpcUrl, registry, serviceUrl: service.publicOrigin, databasePath };
}
