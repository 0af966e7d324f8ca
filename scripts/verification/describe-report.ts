import type { ProvenRegistry } from "#client/verify/prove-registry.ts";
import type { CustomerReport } from "#client/verify/verify-customers.ts";
import { ageOf } from "./age-of.ts";

/** Entries of one customer that are told one by one; --json tells all. */
const MAX_LINES = 20;

/** Which registry was looked at, and what the block is that it was looked at in. */
export function describeRegistry(proven: ProvenRegistry): string {
  const { registry, chainId, block, trust } = proven;
  const source = {
    "given block hash": "its hash was given",
    "agreeing RPCs": "all RPCs agree on it",
    "one RPC": "on one RPC's word: see --block-hash",
  };
  const time = new Date(Number(block.timestamp) * 1_000).toISOString().replace(".000", "");
  return [
    `registry ${registry} on chain ${chainId}, code known`,
    `as of block ${block.number} ${block.hash} (${source[trust]}), made at ${time}, ${describeAge(ageOf(proven))}`,
  ].join(", ");
}

/** A chain's clock may run ahead: a development chain's does, by a second for each block. */
function describeAge(seconds: number): string {
  return seconds < 0 ? `${-seconds} s ahead of this machine's clock` : `${seconds} s ago`;
}

/** What was found out about one customer, as text. */
export function describeReport(report: CustomerReport): string {
  const told = report.entries
    .filter(({ verdict, refusal }) => verdict !== "proven" || refusal !== null)
    .filter(() => report.checked === "entries and payloads" || !report.verified);
  const rest = told.length - MAX_LINES;
  const lines = told
    .slice(0, MAX_LINES)
    .map(({ sequence, verdict, reason, refusal }) => {
      const why = reason ?? refusal;
      const what = refusal === null ? verdict : `${verdict}, but no envelope of this entry`;
      return `  entry ${sequence}: ${what}${why === null ? "" : ` (${why})`}\n`;
    })
    .concat(rest > 0 ? [`  and ${rest} more\n`] : []);
  const isRefused = !report.verified && report.verdict === "proven";
  const entriesOnly = report.verified && report.checked === "entries";
  const verdict = isRefused ? "refused" : entriesOnly ? "entries verified" : report.verdict;
  return `${report.customer} ${verdict}, ${report.entries.length === 1 ? "1 entry" : `${report.entries.length} entries`}\n${lines.join("")}`;
}

/** The same as one line of JSON. */
export function jsonOfReport({ customer, head, verdict, verified, checked, entries }: CustomerReport): string {
  const listed = entries.map((entry) => ({ ...entry, sequence: Number(entry.sequence) }));
  return JSON.stringify({ customer, head, verdict, verified, checked, entries: listed });
}
