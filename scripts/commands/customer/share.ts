import { shareCustomers } from "#client/access/share-customers.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { MEMBER_OPTIONS, openMember } from "../../cli/open-member.ts";
import { parseTime, timeOf } from "../../cli/parse-moment.ts";
import { usageError } from "../../cli/parse-options.ts";
import { parseAddress } from "../../cli/parse-values.ts";
import { printResult } from "../../cli/print-result.ts";
import { createProgress } from "../../cli/progress.ts";
import { readShared, SHARED_OPTIONS } from "../../cli/sharing-options.ts";
import { WAIT_OPTION, waitFor } from "../../cli/wait-for.ts";

const OPTIONS = {
  ...SHARED_OPTIONS,
  with: { type: "string", value: "ADDRESS", text: "an organisation, or a wallet of its own" },
  until: {
    type: "string",
    value: "TIME",
    text: "when the grant ends by itself, such as 2027-01-31T12:00:00Z (default: it does not)",
  },
  ...WAIT_OPTION,
  ...MEMBER_OPTIONS,
  json: JSON_OPTION,
} as const satisfies Options;

export const customerShare = defineCommand({
  usage: "(--customer ID | --all) --with ADDRESS --organisation ADDRESS [options]",
  text: `
Lets an organisation or a wallet read customers: the grant on chain, and the keys of everything that was ever written of them. By a
KEEPER of the steward. The other side first proves that it can use its key (kontor member prove, or an open dApp): --wait waits
for that, and nothing is granted before. Stopped anywhere, the same command goes on.`,
  options: OPTIONS,
  example:
    "--customer 0x1f40…9c2e --kind transaction --with 0x9065…c11e --organisation 0x7099…79c8 --keystore keeper.json --wait 600",
  ends: { success: "shared", refused: "refused, or the other side has not proven its key yet" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const { customers, scope } = readShared(values);
  if (values.with === undefined) throw usageError("--with is missing: who gets to read.");
  const grantee = parseAddress({ name: "--with", text: values.with });
  const until = values.until === undefined ? null : parseTime({ name: "--until", text: values.until });
  const member = await openMember(values);
  const progress = createProgress();
  const shared = await waitFor({
    wait: values.wait,
    code: "PossessionNotProven",
    act: () =>
      shareCustomers({
        ...member,
        customers,
        grantee,
        scope,
        until,
        onProgress: (counted) => progress.count({ what: "sharing customers", ...counted }),
      }),
  });
  progress.clear();
  const end = until === null ? "" : `, until ${timeOf(until)}`;
  printResult({
    json: values.json,
    result: { grantee, scope, until, ...shared },
    text: `${grantee} can read ${shared.customers} customers${end}.`,
  });
  return EXIT.success;
}
