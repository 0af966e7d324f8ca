import type { Address, Hex } from "viem";
import { readProfiles } from "#client/read/read-profiles.ts";
import { listCustomers } from "#client/service/customers.ts";
import type { Service } from "#client/service/service.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { MEMBER_OPTIONS } from "../../cli/open-member.ts";
import { openReader } from "../../cli/open-reader.ts";
import { printLine } from "../../cli/print-line.ts";
import { jsonOf } from "../../cli/print-result.ts";
import { createProgress } from "../../cli/progress.ts";
import { nameOfProfile } from "../../reading/name-of-profile.ts";

const PAGE = 200;

const OPTIONS = {
  shared: { type: "boolean", text: "those that others share, in the place of one's own" },
  ...MEMBER_OPTIONS,
  json: { ...JSON_OPTION, text: "one JSON object a customer" },
} as const satisfies Options;

export const customerList = defineCommand({
  usage: "--organisation ADDRESS [options]",
  text: `
An organisation's customers by id and name, each newest profile checked against the chain and opened here. Without --organisation,
with --shared: those that are shared with the account itself. Who is a customer is the service's word: kontor verify --all compares
it with the chain.`,
  options: OPTIONS,
  example: "--organisation 0x7099…79c8 --service http://127.0.0.1:8787 --keystore nancy.json",
  ends: { success: "listed", refused: "something is not the chain's" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const { registry, service, confirmations, reader, account, organisation } = await openReader(values);
  const who = organisation ?? account;
  const progress = createProgress();
  let refused = 0;
  let count = 0;
  for await (const customers of pagesOf({ service, who, shared: values.shared === true || organisation === null })) {
    for (const { customer, head, profile, length } of await readProfiles({
      registry,
      service,
      ...reader,
      customers,
      confirmations,
    })) {
      progress.clear();
      const verdict = profile?.verdict ?? "unknown";
      const name = nameOfProfile(profile?.record ?? null);
      if (verdict === "tampered" || verdict === "unknown") refused++;
      const line = { customer, head, name, verdict, entries: length, refusal: profile?.refusal ?? null };
      printLine(
        values.json === true ? jsonOf(line) : `${customer}  ${verdict}  ${name ?? `not opened (${line.refusal})`}`,
      );
    }
    count += customers.length;
    progress.show(`${count} customers`);
  }
  progress.clear();
  return refused === 0 ? EXIT.success : EXIT.refused;
}

async function* pagesOf(parameters: { service: Service; who: Address; shared: boolean }): AsyncGenerator<Hex[], void> {
  const { service, who, shared } = parameters;
  let after: Hex | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCustomers>> = await listCustomers({
      service,
      ...(shared ? { grantee: who } : { steward: who }),
      ...(after === null ? {} : { after }),
      limit: PAGE,
    });
    yield page.items.map(({ customer }) => customer);
    after = page.next;
  } while (after !== null);
}
