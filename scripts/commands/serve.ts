import { VARIABLES } from "#service/configuration/variables.ts";
import { createLogger } from "#service/logging/create-logger.ts";
import { startService } from "#service/start-service.ts";
import { defineCommand } from "../cli/command.ts";
import { serviceConfiguration } from "../cli/service-configuration.ts";

const variables = Object.entries(VARIABLES)
  .map(([name, { text }]) => `  ${name}\n      ${text}`)
  .join("\n");

export const serve = defineCommand({
  usage: "[options]",
  text: `
Runs the Kontor service for a registry: stores envelopes and wrapped keys, indexes the chain, and serves the built dApp.
Everything is set by environment variables; docs/OPERATIONS.md says more. SIGINT or SIGTERM ends it in order.

${variables}`,
  options: {
    "rebuild-index": {
      type: "boolean",
      text: "throw the chain index away first, and make it anew from the deployment block",
    },
  },
  example: "",
  ends: { success: "ended in order", refused: "the store refuses" },
  main: ({ "rebuild-index": rebuild = false }) => main(rebuild),
});

async function main(rebuild: boolean): Promise<undefined> {
  const configuration = await serviceConfiguration();
  const logger = createLogger({ level: configuration.logLevel });
  const running = await startService({ configuration, logger });
  if (rebuild) {
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
}
