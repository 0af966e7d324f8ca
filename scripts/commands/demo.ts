import { createCleanup } from "../cli/cleanup.ts";
import { defineCommand } from "../cli/command.ts";
import { PROJECT_ROOT } from "../cli/project-root.ts";

export const demo = defineCommand({
  usage: "[options]",
  text: `
Runs the whole way once, unattended, on a fresh local chain: the 91 Northwind customers and their 830 orders are written by
members of two organisations; a separate process that knows only the RPC URL, the registry and the service URL verifies them;
then one stored byte is flipped and one customer's newest payload is withheld, and the verifier has to name both.`,
  options: {
    json: {
      type: "boolean",
      text: "the last line is {customers, entries, verified, refused: [{customer, sequence, verdict}], seconds}: verified are the entries that the verifier accepted before the tampering, refused are those that it refused after it",
    },
  },
  example: "--json",
  ends: { success: "everything was found as it has to be", refused: "not so" },
  main: ({ json = false }) => main(json),
});

async function main(json: boolean): Promise<number> {
  process.chdir(PROJECT_ROOT);
  const cleanup = createCleanup();
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      ending.abort();
      // The conventional code for a run that somebody broke off.
      void cleanup.run().then(() => process.exit(130));
    });
  }
  try {
    const { runDemo } = await import("../local/run-demo.ts");
    return await runDemo({ json, cleanup, signal: ending.signal });
  } finally {
    await cleanup.run();
  }
}
