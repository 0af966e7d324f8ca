import { shareWithSubject } from "#client/access/share-with-subject.ts";
import { nameSubject } from "#client/acts/subjects.ts";
import { subjectOf } from "#client/registry/subject-of.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../../cli/command.ts";
import { CUSTOMER_OPTION, requireCustomer } from "../../cli/customer-option.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { MEMBER_OPTIONS, openMember } from "../../cli/open-member.ts";
import { usageError } from "../../cli/parse-options.ts";
import { parseAddress } from "../../cli/parse-values.ts";
import { printResult } from "../../cli/print-result.ts";
import { WAIT_OPTION, waitFor } from "../../cli/wait-for.ts";

const OPTIONS = {
  customer: CUSTOMER_OPTION,
  subject: { type: "string", value: "ADDRESS", text: "the customer's own wallet" },
  ...WAIT_OPTION,
  ...MEMBER_OPTIONS,
  json: JSON_OPTION,
} as const satisfies Options;

export const subjectName = defineCommand({
  usage: "--customer ID --subject ADDRESS --organisation ADDRESS [options]",
  text: `
Names a customer's own wallet, and gives it the keys to its own entries; it reads them once it has accepted (kontor subject accept). By
a WRITER of the steward. The wallet first enrols, and proves that it can use its key: --wait waits for that. Named already, it is only
given the keys.`,
  options: OPTIONS,
  example: "--customer 0x1f40…9c2e --subject 0x15d3…6a65 --organisation 0x7099…79c8 --keystore nancy.json --wait 600",
  ends: { success: "named, and the keys are given", refused: "refused, or the wallet has not proven its key yet" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const customer = requireCustomer(values.customer);
  if (values.subject === undefined) throw usageError("--subject is missing: the customer's own wallet.");
  const subject = parseAddress({ name: "--subject", text: values.subject });
  const member = await openMember(values);
  const { accepted, named } = await subjectOf({ registry: member.registry, customer });
  if (accepted !== subject && named !== subject) await nameSubject({ ...member, customer, subject });
  await waitFor({
    wait: values.wait,
    code: "PossessionNotProven",
    act: () => shareWithSubject({ ...member, customer }),
  });
  printResult({
    json: values.json,
    result: { customer, subject, accepted: accepted === subject },
    text: `${subject} is named as the subject, and has the keys for when it accepts.`,
  });
  return EXIT.success;
}
