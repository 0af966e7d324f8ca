import { toWire } from "#protocol/errors/wire-error.ts";
import { checkStores, type StoreReport } from "#service/inspection/check-stores.ts";
import { FINDING_TYPES, type Finding, type FindingType } from "#service/inspection/finding.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { printLine } from "../../cli/print-line.ts";
import { serviceConfiguration } from "../../cli/service-configuration.ts";

export const storeCheck = defineCommand({
  usage: "[options]",
  text: `
Looks through both files of a service's store: SQLite's integrity check, whose they are, entries whose payload is missing,
secrets and shares that are missing, bytes that have changed, and payloads that are held because their entry is gone. Changes nothing;
beside a service that runs, or without it. Configured by the service's environment variables (kontor serve --help).`,
  options: { json: JSON_OPTION },
  example: "--json",
  ends: { success: "nothing is missing", refused: "something is missing, damaged or another registry's" },
  main: ({ json = false }) => check(json),
});

async function check(json: boolean): Promise<number> {
  const findings: Finding[] = [];
  const counts = Object.fromEntries(FINDING_TYPES.map((type) => [type, 0])) as Record<FindingType, number>;
  const onFinding = (finding: Finding) => {
    counts[finding.type] += 1;
    if (json) findings.push(finding);
    else printLine(describeFinding(finding));
  };
  const report = await checkStores({ configuration: await serviceConfiguration(), onFinding });
  const { files, refusal, chainFailure, indexedBlock } = report;
  if (json) {
    const errors = {
      refusal: refusal && toWire(refusal).error,
      chainFailure: chainFailure && toWire(chainFailure).error,
    };
    printLine(JSON.stringify({ files, ...errors, indexedBlock, counts, findings }));
  } else {
    printLine(describeReport({ report, counts }));
  }
  const isComplete = Object.values(counts).every((count) => count === 0);
  const isWhole = files.every(({ damage }) => damage.length === 0);
  if (!isComplete || !isWhole || refusal !== null) return EXIT.refused;
  return chainFailure === null ? EXIT.success : EXIT.unavailable;
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
