import type { FoundCustomers } from "#client/verify/find-customers.ts";
import type { ProvenRegistry } from "#client/verify/prove-registry.ts";
import { ageOf } from "./age-of.ts";
import type { Tally } from "./tally.ts";

export type Summary = { tally: Tally; found: FoundCustomers | null; proven: ProvenRegistry; late: boolean };

/** How it ended and, in lines of their own, what is to be known beside the counts. */
export function describeSummary({ tally, found, late }: Summary): string {
  const { customers, entries, verified, refused, unavailable } = tally.counts;
  const { byEvents = 0, byService = 0 } = found?.leftOut ?? {};
  const notes = [
    late ? "the deadline has passed" : "",
    customers === 0 ? "nothing was there to verify" : "",
    byEvents === null ? "the RPC shows no events: the customers are those of the service's list" : "",
    byEvents ? `the RPC's events leave out ${byEvents} of the customers` : "",
    byService ? `the service's list leaves out ${byService} of the customers` : "",
    tally.onlyEntries() ? "entries only: give --service to check payloads" : "",
  ].filter((note) => note !== "");
  const counts = `${verified} verified, ${refused} refused, ${unavailable} unavailable`;
  const lines = [`${tally.result()}: ${counts}, of ${customers} customers with ${entries} entries`];
  return `${lines.concat(notes.map((note) => `  ${note}`)).join("\n")}\n`;
}

/** The same as one line of JSON. */
export function jsonOfSummary({ tally, found, proven, late }: Summary): string {
  const { chainId, registry, trust } = proven;
  const { number, hash, timestamp } = proven.block;
  const block = { number: Number(number), hash, timestamp: Number(timestamp), age: ageOf(proven) };
  const lists = found === null ? {} : { leftOut: found.leftOut };
  return JSON.stringify({ result: tally.result(), ...tally.counts, ...lists, late, chainId, registry, block, trust });
}
