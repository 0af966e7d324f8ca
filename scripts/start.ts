import { runDemoKeeper } from "../demo/demo-keeper.ts";
import { DEMO_ORGANISATIONS, DEMO_PASSPHRASE } from "../demo/wallets.ts";
import { type Cleanup, createCleanup } from "./cli/cleanup.ts";
import { EXIT } from "./cli/exit-codes.ts";
import { parseOptions } from "./cli/parse-options.ts";
import { parseWhole } from "./cli/parse-values.ts";
import { createProgress } from "./cli/progress.ts";
import { PROJECT_ROOT } from "./cli/project-root.ts";
import { reportError, runCommand } from "./cli/run-command.ts";
import { APP_DIRECTORY, buildApp } from "./local/build-app.ts";
import { expectFreePort } from "./local/expect-free-port.ts";
import { populate } from "./local/populate.ts";
import { startLocalWorld } from "./local/start-local-world.ts";

const DEFAULT_PORT = 8787;
const DEFAULT_CHAIN_PORT = 8545;

const HELP = `
npm start -- [options]

Starts Kontor on this machine alone: a local Hardhat chain, the registry, the service, the dApp, two demo organisations with
their members, and the Northwind customers written by them. Everything is new at each start and gone at the end; nothing
leaves the machine. Ctrl-C stops all of it.

  --port NUMBER         port of the service and the dApp (default ${DEFAULT_PORT}; 0: any free one)
  --chain-port NUMBER   port of the chain (default ${DEFAULT_CHAIN_PORT}; 0: any free one)
  --json                one line of JSON when it is ready
  --help                this

Exit codes: 0 stopped, 1 failed, 2 bad usage or a port is taken.
`;

const OPTIONS = { port: { type: "string" }, "chain-port": { type: "string" }, json: { type: "boolean" } } as const;

await runCommand({ help: HELP, main });

async function main(args: readonly string[]): Promise<number> {
  const values = parseOptions({ args, options: OPTIONS });
  const port = (name: "port" | "chain-port", standard: number) =>
    parseWhole({ name: `--${name}`, text: values[name] ?? String(standard), min: 0, max: 65_535 });
  const ports = { servicePort: port("port", DEFAULT_PORT), chainPort: port("chain-port", DEFAULT_CHAIN_PORT) };
  process.chdir(PROJECT_ROOT);
  const cleanup = createCleanup();
  const ending = new AbortController();
  const stopped = stopSignal();
  void stopped.then(() => ending.abort());
  const failed = run({ ...ports, json: values.json === true, cleanup, signal: ending.signal }).then(
    () => new Promise<never>(() => {}),
    (error: unknown) => error,
  );
  const error = await Promise.race([stopped, failed]);
  ending.abort();
  await cleanup.run();
  // What was under way when everything stopped would otherwise keep the process, and complain.
  process.exit(error === undefined ? EXIT.success : reportError({ error, json: values.json === true }));
}

type RunParameters = {
  servicePort: number;
  chainPort: number;
  json: boolean;
  cleanup: Cleanup;
  signal: AbortSignal;
};

async function run({ servicePort, chainPort, json, cleanup, signal }: RunParameters): Promise<void> {
  const begun = performance.now();
  await expectFreePort({ port: chainPort, option: "--chain-port", what: "The local chain" });
  await expectFreePort({ port: servicePort, option: "--port", what: "The service" });
  const progress = createProgress();
  if (!json)
    process.stdout.write(
      "Starting Kontor: a local chain, the registry, the service, the dApp and the Northwind data …\n",
    );
  const built = buildApp({ signal });
  const world = await startLocalWorld({ servicePort, chainPort, appDirectory: APP_DIRECTORY, cleanup });
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

/** Ctrl-C, or the end that a supervisor asks for. A second Ctrl-C does not wait. */
function stopSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (asked) process.exit(EXIT.success);
        asked = true;
        resolve(undefined);
      });
    }
  });
}
