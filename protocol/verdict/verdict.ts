/**
 * What the chain proves of an entry, or of a customer's whole chain, in one word. Whether a later entry replaces it is another
 * fact (replacements.ts). PROTOCOL.md, section 5.
 */
export const VERDICTS = ["proven", "pending", "erased", "tampered", "unknown", "unavailable"] as const;

export type Verdict = (typeof VERDICTS)[number];
