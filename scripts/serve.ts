import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { parseConfiguration } from "#service/configuration/parse-configuration.ts";
import { VARIABLES } from "#service/configuration/variables.ts";
import { createLogger } from "#service/logging/create-logger.ts";
import { startService } from "#service/start-service.ts";

const EXIT_BAD_USAGE = 2;
const EXIT_UNAVAILABLE = 3;

const HELP = `Usage: npm run serve [-- --rebuild-index]

Runs the Kontor service for a registry: stores envelopes and wrapped keys, indexes the chain, and serves the built dApp.
Everything is set by environment variables; docs/OPERATIONS.md says more. SIGINT or SIGTERM ends it in order.

  --rebuild-index
      Throw the chain index away first, and make it anew from the deployment block.

${Object.entries(VARIABLES)
  .map(([name, { text }]) => `  ${name}\n      ${text}`)
  .join("\n")}

Exit codes: 0 ended in order, 2 bad usage or configuration, 3 the port or the store cannot be had.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { help: { type: "boolean", short: "h" }, "rebuild-index": { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const defaultAppDirectory = existsSync("dist/index.html") ? "dist" : null;
  const configuration = parseConfiguration({ environment: process.env, defaultAppDirectory });
  const logger = createLogger({ level: configuration.logLevel });
  const running = await startService({ configuration, logger });
  if (values["rebuild-index"]) {
    // Where the chain does not answer now the index stays as it is, and is made anew when it does.
    running.service.indexer
      .rebuild()
      .catch((error: unknown) => logger.warn({ err: error }, "index: is rebuilt when the chain answers"));
  }
  await new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await running.stop();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (isKontorError(error)) {
    const file = error.details.file === undefined ? "" : `  File: ${error.details.file}\n`;
    const hints = error.hints.map((hint) => `  ${hint}\n`).join("");
    process.stderr.write(`${error.code}: ${error.message}\n${file}${hints}`);
    process.exitCode = error.code === "ConfigurationInvalid" ? EXIT_BAD_USAGE : EXIT_UNAVAILABLE;
  } else if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
    process.stderr.write(`${error.message}\nTry npm run serve -- --help\n`);
    process.exitCode = EXIT_BAD_USAGE;
  } else throw error;
}
