import { createCleanup } from "../cli/cleanup.ts";
import { defineCommand, type Options, type Values } from "../cli/command.ts";
import { EXIT } from "../cli/exit-codes.ts";
import { parseWhole } from "../cli/parse-values.ts";
import { PROJECT_ROOT } from "../cli/project-root.ts";
import { reportError } from "../cli/report-error.ts";

const DEFAULT_PORT = 8787;
const DEFAULT_CHAIN_PORT = 8545;
/** Milliseconds between looks at who our parent is. */
const PARENT_INTERVAL = 500;

const OPTIONS = {
  port: {
    type: "string",
    value: "NUMBER",
    text: `port of the service and the dApp (default ${DEFAULT_PORT}; 0: any free one)`,
  },
  "chain-port": {
    type: "string",
    value: "NUMBER",
    text: `port of the chain (default ${DEFAULT_CHAIN_PORT}; 0: any free one)`,
  },
  json: { type: "boolean", text: "one line of JSON when it is ready" },
} as const satisfies Options;

export const start = defineCommand({
  usage: "[options]",
  text: `
Starts Kontor on this machine alone: a local Hardhat chain, the registry, the service, the dApp, two demo organisations with
their members, and the Northwind customers written by them. Everything is new at each start and gone at the end; nothing
leaves the machine. Ctrl-C stops all of it.`,
  options: OPTIONS,
  example: "--port 8790",
  ends: { success: "stopped", refused: "failed" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const port = (name: "port" | "chain-port", standard: number) =>
    parseWhole({ name: `--${name}`, text: values[name] ?? String(standard), min: 0, max: 65_535 });
  const ports = { servicePort: port("port", DEFAULT_PORT), chainPort: port("chain-port", DEFAULT_CHAIN_PORT) };
  process.chdir(PROJECT_ROOT);
  const cleanup = createCleanup();
  const ending = new AbortController();
  const stopped = stopSignal();
  void stopped.then(() => ending.abort());
  const { runLocally } = await import("../local/run-locally.ts");
  const failed = runLocally({ ...ports, json: values.json === true, cleanup, signal: ending.signal }).then(
    () => new Promise<never>(() => {}),
    (error: unknown) => error,
  );
  const error = await Promise.race([stopped, failed]);
  ending.abort();
  await cleanup.run();
  // What was under way when everything stopped would otherwise keep the process, and complain.
  process.exit(error === undefined ? EXIT.success : reportError({ error, json: values.json === true }));
}

/**
 * Ctrl-C, or the end that a supervisor asks for. A second Ctrl-C does not wait. Where only npm is told, its shell goes and
 * passes nothing on: then our parent has changed.
 */
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
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve(undefined);
    }, PARENT_INTERVAL).unref();
  });
}
