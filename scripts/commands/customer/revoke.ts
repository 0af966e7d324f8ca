import { revokeGrant } from "#client/access/rotations.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../../cli/command.ts";
import { MEMBER_OPTIONS, openMember } from "../../cli/open-member.ts";
import { usageError } from "../../cli/parse-options.ts";
import { parseAddress } from "../../cli/parse-values.ts";
import { runOwnRotation } from "../../cli/run-own-rotation.ts";
import { readShared, SHARED_OPTIONS } from "../../cli/sharing-options.ts";

const OPTIONS = {
  ...SHARED_OPTIONS,
  from: { type: "string", value: "ADDRESS", text: "who shall read no longer" },
  ...MEMBER_OPTIONS,
  json: JSON_OPTION,
} as const satisfies Options;

export const customerRevoke = defineCommand({
  usage: "(--customer ID | --all) --from ADDRESS --organisation ADDRESS [options]",
  text: `
Takes a grant away as it was given (one customer or all, one kind or all), and starts a new key under which nothing is wrapped for
them any more. What was read stays read. By a KEEPER of the steward. Stopped anywhere, the same command goes on.`,
  options: OPTIONS,
  example:
    "--customer 0x1f40…9c2e --kind transaction --from 0x9065…c11e --organisation 0x7099…79c8 --keystore keeper.json",
  ends: { success: "revoked" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const { customers, scope } = readShared(values);
  if (values.from === undefined) throw usageError("--from is missing: who shall read no longer.");
  const grantee = parseAddress({ name: "--from", text: values.from });
  return runOwnRotation({
    member: await openMember(values),
    name: `revocation ${JSON.stringify([grantee, scope, customers])}`,
    rotate: (run) => revokeGrant({ ...run, grantee, customers, scope }),
    json: values.json,
    done: `The grant of ${grantee} is taken.`,
  });
}
