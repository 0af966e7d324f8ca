import type { CustomerReport } from "#client/verify/verify-customers.ts";

export type Outcome = "verified" | "refused" | "unavailable";

/** Counts the reports, and keeps none of them. */
export function createTally() {
  const counts = { customers: 0, entries: 0, verified: 0, refused: 0, unavailable: 0 };
  let onlyEntries = false;
  const add = (report: CustomerReport) => {
    counts.customers++;
    counts.entries += report.entries.length;
    counts[outcomeOf(report)]++;
    onlyEntries ||= report.checked === "entries";
  };
  /** Nothing that is verified is not verified. */
  const result = (): Outcome => {
    if (counts.refused > 0) return "refused";
    return counts.unavailable > 0 || counts.customers === 0 ? "unavailable" : "verified";
  };
  return { add, counts, result, onlyEntries: () => onlyEntries };
}

export type Tally = ReturnType<typeof createTally>;

function outcomeOf({ verified, verdict }: CustomerReport): Outcome {
  if (verified) return "verified";
  return verdict === "unavailable" ? "unavailable" : "refused";
}
