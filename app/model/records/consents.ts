import type { Address } from "viem";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import type { Consent } from "#protocol/record/schemas/consent.ts";

/** A consent as it stands now. */
export type ConsentState = {
  consent: Consent;
  /** Of the entry that says so. */
  sequence: bigint;
  author: Address;
  state: "given" | "ended" | "withdrawn";
};

/**
 * The consents that a reader can open, newest first. A later entry for the same purpose and time of giving takes the place of an
 * earlier one: so a withdrawal ends what it names.
 */
export function consentsOf({ customer, now }: { customer: ReadCustomer; now: Date }): ConsentState[] {
  const found = new Map<string, ConsentState>();
  for (const { record, entry, sequence } of customer.entries) {
    if (record?.schema !== "consent/1" || entry === null) continue;
    const consent = record as Consent;
    const name = JSON.stringify([consent.purpose, consent.given]);
    found.delete(name);
    found.set(name, { consent, sequence, author: entry.body.author, state: stateOf({ consent, now }) });
  }
  return [...found.values()].reverse();
}

function stateOf({ consent, now }: { consent: Consent; now: Date }): ConsentState["state"] {
  if (consent.withdrawn !== undefined) return "withdrawn";
  return consent.until !== undefined && Date.parse(consent.until) <= now.getTime() ? "ended" : "given";
}
