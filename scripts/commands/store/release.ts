import { createLogger } from "#service/logging/create-logger.ts";
import { releasePayloads } from "#service/payloads/release-payloads.ts";
import { defineCommand, type Options, type Values } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { usageError } from "../../cli/parse-options.ts";
import { parseBytes32 } from "../../cli/parse-values.ts";
import { printLine } from "../../cli/print-line.ts";
import { serviceConfiguration } from "../../cli/service-configuration.ts";

const OPTIONS = {
  into: {
    type: "string",
    value: "DIRECTORY",
    text: "gets a copy of what is released, each a file named by its digest",
  },
  all: { type: "boolean", text: "everything that is held" },
  digest: { type: "string", multiple: true, value: "DIGEST", text: "only this payload" },
  json: { type: "boolean", text: "one JSON object a payload" },
} as const satisfies Options;

export const storeRelease = defineCommand({
  usage: "--into DIRECTORY (--all | --digest DIGEST) [options]",
  text: `
Lets go of payloads that are held because their entry is gone. Each is copied into a directory first. The service has to be
stopped, and the chain has to answer. Configured by the service's environment variables (kontor serve --help).`,
  options: OPTIONS,
  example: "--into /var/backups/kontor-released --all",
  main: release,
});

async function release({ into, all = false, digest = [], json = false }: Values<typeof OPTIONS>): Promise<number> {
  if (into === undefined) throw usageError("--into is missing: the directory that gets a copy of what is released.");
  if (all === digest.length > 0) throw usageError("Either --all or --digest has to be given.");
  const digests = digest.map((text) => parseBytes32({ name: "--digest", text }));
  const released = await releasePayloads({
    configuration: await serviceConfiguration(),
    logger: createLogger({ level: "silent" }),
    directory: into,
    ...(all ? {} : { digests }),
    onReleased: (payload) => {
      if (json) printLine(JSON.stringify(payload));
      else printLine(`released ${payload.digest}, ${payload.size} bytes, of customer ${payload.customer}`);
    },
  });
  if (!json)
    printLine(`${released} payloads are in ${into} and no longer in the store; sha256sum tells each by its name.`);
  return EXIT.success;
}
