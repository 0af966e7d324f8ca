import { runDemoKeeper } from "../../demo/demo-keeper.ts";
import { DEMO_ORGANISATIONS, DEMO_PASSPHRASE } from "../../demo/wallets.ts";
import type { Cleanup } from "../cli/cleanup.ts";
import { createProgress } from "../cli/progress.ts";
import { APP_DIRECTORY, buildApp } from "./build-app.ts";
import { expectFreePort } from "./expect-free-port.ts";
import { populate } from "./populate.ts";
import { startLocalWorld } from "./start-local-world.ts";

export type RunLocallyParameters = {
  servicePort: number;
  chainPort: number;
  json: boolean;
  cleanup: Cleanup;
  signal: AbortSignal;
};

/** Starts everything and says when it is ready; it runs until `cleanup` stops it. */
export async function runLocally({
  servicePort,
  chainPort,
  json,
  cleanup,
  signal,
}: RunLocallyParameters): Promise<void> {
  const begun = performance.now();
  await expectFreePort({ port: chainPort, option: "--chain-port", what: "The local chain" });
  await expectFreePort({ port: servicePort, option: "--port", what: "The service" });
  const progress = createProgress();
  if (!json)
    process.stdout.write(
      "Starting Kontor: a local chain, the registry, the service, the dApp and the Northwind data …\n",
    );
  const built = buildApp({ signal });
  const world = await startLocalWorld({ servicePort, chainPort, appDirectory: APP_DIRECTORY, cleanup, signal });
  const [{ members, customers, entries }] = await Promise.all([populate({ world, progress }), built]);
  for (const keeper of members.filter(({ person }) => person.roles.includes("KEEPER"))) {
    void runDemoKeeper({ registry: world.registry, keeper, signal });
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const { rpcUrl, serviceUrl: url, registry } = world;
  const { address, chainId } = registry;
  process.stdout.write(
    json
      ? `${JSON.stringify({ url, rpcUrl, chainId, registry: address, customers, entries, seconds })}\n`
      : ready({ url, rpcUrl, registry: address, customers, entries, seconds }),
  );
}

type Ready = { url: string; rpcUrl: string; registry: string; customers: number; entries: number; seconds: number };

function ready({ url, rpcUrl, registry, customers, entries, seconds }: Ready): string {
  const organisations = DEMO_ORGANISATIONS.map(({ name }) => name).join(" and ");
  return `
  Kontor is ready after ${seconds} s:

      ${url}

  ${customers} customers with ${entries} entries, written by members of ${organisations}.
  Pick a development wallet there; no extension is needed. Passphrase of every demo member: ${DEMO_PASSPHRASE}
  As a stranger: npm run verify -- --rpc ${rpcUrl} --registry ${registry} --service ${url} --all
  Ctrl-C stops everything; nothing is kept.
`;
}
