/** What can be said of an entry or a customer, weakest claims apart from strong ones. PROTOCOL.md, section 5. */
export const VERDICTS = [
  "current",
  "superseded",
  "anchored",
  "pending",
  "erased",
  "tampered",
  "unknown",
  "unavailable",
] as const;

export type Verdict = (typeof VERDICTS)[number];
