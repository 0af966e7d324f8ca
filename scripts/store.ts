import { existsSync } from "node:fs";
import { toWire } from "#protocol/errors/wire-error.ts";
import { parseConfiguration } from "#service/configuration/parse-configuration.ts";
import { checkStores, type StoreReport } from "#service/inspection/check-stores.ts";
import type { Finding, FindingType } from "#service/inspection/finding.ts";
import { FINDING_TYPES } from "#service/inspection/finding.ts";
import { createLogger } from "#service/logging/create-logger.ts";
import { adoptStores } from "#service/ownership/adopt-stores.ts";
import { releasePayloads } from "#service/payloads/release-payloads.ts";
import { EXIT } from "./cli/exit-codes.ts";
import { parseOptions, usageError } from "./cli/parse-options.ts";
import { parseBytes32 } from "./cli/parse-values.ts";
import { runCommand } from "./cli/run-command.ts";

const HELP = `
npm run store -- check [--json]
npm run store -- release --into DIRECTORY (--all | --digest DIGEST ...) [--json]
npm run store -- adopt [--json]

Looks after the two files of a service's store. Configured by the environment variables of the service (npm run serve -- --help).

  check    Looks through both files: SQLite's integrity check, whose they are, entries whose payload is missing, secrets and
           shares that are missing, bytes that have changed, and payloads that are held because their entry is gone. Changes nothing; beside a
           service that runs, or without it.
  release  Lets go of payloads that are held. Each is copied into DIRECTORY first, as a file named by its digest. The service
           has to be stopped, and the chain has to answer.
  adopt    Gives the mark of this chain and registry to a file that has none: to a new one beside the one that is left of a
           pair, or to content that is older than marks. The service has to be stopped, and the chain has to answer.

Exit codes: 0 nothing is missing, or done; 1 something is missing, damaged or another registry's; 2 bad usage or configuration; 3 the
chain does not answer, or another process holds the store.
`;

const OPTIONS = {
  json: { type: "boolean" },
  into: { type: "string" },
  all: { type: "boolean" },
  digest: { type: "string", multiple: true },
} as const;

await runCommand({ help: HELP, main });

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  const options = parseOptions({ args: rest, options: OPTIONS });
  const commands = new Map([
    ["check", check],
    ["release", release],
    ["adopt", adopt],
  ]);
  const run = commands.get(command ?? "");
  if (run === undefined) throw usageError("A command is missing: check, release or adopt.");
  return run(options);
}

type Options = ReturnType<typeof parseOptions<typeof OPTIONS>>;

function configuration() {
  const defaultAppDirectory = existsSync("dist/index.html") ? "dist" : null;
  return parseConfiguration({ environment: process.env, defaultAppDirectory });
}

async function check({ json = false }: Options): Promise<number> {
  const findings: Finding[] = [];
  const counts = Object.fromEntries(FINDING_TYPES.map((type) => [type, 0])) as Record<FindingType, number>;
  const onFinding = (finding: Finding) => {
    counts[finding.type] += 1;
    if (json) findings.push(finding);
    else print(describeFinding(finding));
  };
  const report = await checkStores({ configuration: configuration(), onFinding });
  const { files, refusal, chainFailure, indexedBlock } = report;
  if (json) {
    const errors = {
      refusal: refusal && toWire(refusal).error,
      chainFailure: chainFailure && toWire(chainFailure).error,
    };
    print(JSON.stringify({ files, ...errors, indexedBlock, counts, findings }));
  } else {
    print(describeReport({ report, counts }));
  }
  const isComplete = Object.values(counts).every((count) => count === 0);
  const isWhole = files.every(({ damage }) => damage.length === 0);
  if (!isComplete || !isWhole || refusal !== null) return EXIT.refused;
  return chainFailure === null ? EXIT.success : EXIT.unavailable;
}

async function release({ into, all = false, digest = [], json = false }: Options): Promise<number> {
  if (into === undefined) throw usageError("--into is missing: the directory that gets a copy of what is released.");
  if (all === digest.length > 0) throw usageError("Either --all or --digest has to be given.");
  const digests = digest.map((text) => parseBytes32({ name: "--digest", text }));
  const released = await releasePayloads({
    configuration: configuration(),
    logger: createLogger({ level: "silent" }),
    directory: into,
    ...(all ? {} : { digests }),
    onReleased: (payload) => {
      if (json) print(JSON.stringify(payload));
      else print(`released ${payload.digest}, ${payload.size} bytes, of customer ${payload.customer}`);
    },
  });
  if (!json) print(`${released} payloads are in ${into} and no longer in the store; sha256sum tells each by its name.`);
  return EXIT.success;
}

async function adopt({ json = false }: Options): Promise<number> {
  const mark = await adoptStores({ configuration: configuration() });
  if (json) print(JSON.stringify(mark));
  else print(`Both files are of store ${mark.store} now: chain ${mark.chainId}, registry ${mark.registry}.`);
  return EXIT.success;
}

function describeFinding(finding: Finding): string {
  switch (finding.type) {
    case "payloadMissing":
      return `payload missing: ${finding.digest}, of entry ${finding.sequence} of customer ${finding.customer}`;
    case "payloadDamaged":
      return `payload damaged: ${finding.digest}, of customer ${finding.customer}`;
    case "payloadHeld":
      return `payload held: ${finding.digest}, ${finding.size} bytes, of customer ${finding.customer}`;
    case "secretMissing":
      return `secret missing: key epoch ${finding.keyEpoch} of customer ${finding.customer}`;
    case "shareMissing":
      return `share missing: key epoch ${finding.keyEpoch} of customer ${finding.customer}`;
    case "shareDamaged":
      return `share damaged: key epoch ${finding.keyEpoch} of customer ${finding.customer}`;
  }
}

function describeReport({ report, counts }: { report: StoreReport; counts: Record<FindingType, number> }): string {
  const { files, refusal, chainFailure, indexedBlock } = report;
  const lines = files.map(({ path, damage }) =>
    damage.length === 0 ? `${path}: whole` : `${path}: damaged\n${damage.map((text) => `  ${text}`).join("\n")}`,
  );
  if (refusal !== null) lines.push(`error [${refusal.code}] ${refusal.message}`);
  if (chainFailure !== null) lines.push(`chain not asked [${chainFailure.code}] ${chainFailure.message}`);
  lines.push(indexedBlock === null ? "The index is empty." : `The index reaches to block ${indexedBlock}.`);
  lines.push(
    `payloads: ${counts.payloadMissing} missing, ${counts.payloadDamaged} damaged, ${counts.payloadHeld} held`,
    `secrets: ${counts.secretMissing} missing; shares: ${counts.shareMissing} missing, ${counts.shareDamaged} damaged`,
  );
  return lines.join("\n");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
