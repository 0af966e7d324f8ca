import { parseArgs } from "node:util";
import type { Suite } from "./measurement.ts";

/** Every suite by its name. Loaded when asked for: a suite may need a chain, a store or a browser. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  gas: async () => (await import("./gas.ts")).measureGas,
  keys: async () => (await import("./keys.ts")).measureKeys,
};

const USAGE = `Usage: npm run bench -- SUITE [--json]

Runs one benchmark and prints each number beside a reference measured in the same run.

  SUITE   ${Object.keys(SUITES).join(", ")}
  --json  one object a line: {suite, name, value, unit, against, ratio}
  --help  this text

Exit codes: 0 measured, 1 a bound is broken or the suite failed, 2 bad usage`;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  let parsed: { values: { json?: boolean | undefined; help?: boolean | undefined }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { json: { type: "boolean" }, help: { type: "boolean" } },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0 || !Object.hasOwn(SUITES, name)) {
    const known = Object.keys(SUITES).join(", ");
    console.error(
      name === undefined || rest.length > 0 ? `Name one suite: ${known}.` : `No suite "${name}". Suites: ${known}.`,
    );
    return 2;
  }
  const measure = await SUITES[name]?.();
  if (measure === undefined) return 2;
  const { measurements, table, broken } = await measure();
  if (values.json === true) for (const measurement of measurements) console.log(JSON.stringify(measurement));
  else console.log(table);
  for (const line of broken) console.error(line);
  return broken.length === 0 ? 0 : 1;
}
