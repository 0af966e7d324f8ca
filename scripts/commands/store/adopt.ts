import { adoptStores } from "#service/ownership/adopt-stores.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { printLine } from "../../cli/print-line.ts";
import { serviceConfiguration } from "../../cli/service-configuration.ts";

export const storeAdopt = defineCommand({
  usage: "[options]",
  text: `
Gives the mark of this chain and registry to a file that has none: to a new one beside the one that is left of a pair, or to
content that is older than marks. The service has to be stopped, and the chain has to answer. Configured by the service's
environment variables (kontor serve --help).`,
  options: { json: JSON_OPTION },
  example: "",
  main: ({ json = false }) => adopt(json),
});

async function adopt(json: boolean): Promise<number> {
  const mark = await adoptStores({ configuration: await serviceConfiguration() });
  if (json) printLine(JSON.stringify(mark));
  else printLine(`Both files are of store ${mark.store} now: chain ${mark.chainId}, registry ${mark.registry}.`);
  return EXIT.success;
}
