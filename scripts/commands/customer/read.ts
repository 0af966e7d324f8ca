import { readCustomer } from "#client/read/read-customer.ts";
import type { ReadEntry } from "#client/read/read-entry.ts";
import { kindName } from "#protocol/chain/kinds.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../../cli/command.ts";
import { CUSTOMER_OPTION, requireCustomer } from "../../cli/customer-option.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { MEMBER_OPTIONS } from "../../cli/open-member.ts";
import { openReader } from "../../cli/open-reader.ts";
import { printLine } from "../../cli/print-line.ts";
import { jsonOf } from "../../cli/print-result.ts";

const OPTIONS = {
  customer: CUSTOMER_OPTION,
  ...MEMBER_OPTIONS,
  json: { ...JSON_OPTION, text: "one JSON object: {customer, head, verdict, entries}" },
} as const satisfies Options;

export const customerRead = defineCommand({
  usage: "--customer ID [--organisation ADDRESS] [options]",
  text: `
Every entry of a customer with its verdict, and its record where the reader can open it: as a member of an organisation, its own
and what is shared with it; without --organisation, as the account itself. What it prints is personal data.`,
  options: OPTIONS,
  example: "--customer 0x1f40…9c2e --organisation 0x7099…79c8 --service http://127.0.0.1:8787 --keystore nancy.json",
  ends: { success: "read, and everything is the chain's", refused: "refused, or something is not the chain's" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const customer = requireCustomer(values.customer);
  const { registry, service, confirmations, reader } = await openReader(values);
  const read = await readCustomer({ registry, service, customer, confirmations, ...reader });
  const entries = read.entries.map(entryOf);
  if (values.json === true) {
    printLine(jsonOf({ customer: read.customer, head: read.head, verdict: read.verdict, entries }));
  } else {
    printLine(`${read.customer} ${read.verdict}, ${entries.length} entries`);
    for (const { sequence, verdict, kind, record, refusal, replacedBy } of entries) {
      const replaced = replacedBy === null ? "" : ", replaced";
      const content =
        record === null ? `not opened (${refusal ?? "nothing to open"})` : JSON.stringify(record, null, 2);
      printLine(`entry ${sequence}: ${kind ?? "unknown kind"}, ${verdict}${replaced}\n${content}`);
    }
  }
  if (read.verdict === "unavailable") return EXIT.unavailable;
  return read.verdict === "tampered" || read.verdict === "unknown" ? EXIT.refused : EXIT.success;
}

function entryOf({ sequence, verdict, reason, entry, head, place, record, refusal, replacedBy }: ReadEntry) {
  const kind = entry === null ? null : kindName(entry.body.kind);
  const author = entry?.body.author ?? null;
  const where = place === null ? {} : { block: place.blockNumber, transactionHash: place.transactionHash };
  const why = reason === undefined ? {} : { reason };
  return { sequence, verdict, ...why, kind, author, head, ...where, replacedBy, refusal, record };
}
