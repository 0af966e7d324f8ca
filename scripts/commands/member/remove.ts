import { removeMember } from "#client/access/rotations.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { MEMBER_OPTIONS, openMember } from "../../cli/open-member.ts";
import { usageError } from "../../cli/parse-options.ts";
import { parseAddress } from "../../cli/parse-values.ts";
import { runOwnRotation } from "../../cli/run-own-rotation.ts";

export const memberRemove = defineCommand({
  usage: "--account ADDRESS --organisation ADDRESS [options]",
  text: `
Removes a member: takes every role on chain, starts a new key that they never get, and wraps new secrets of all customers under it.
What they have read stays read. By a KEEPER (the organisation's account to remove a KEEPER). Stopped anywhere, the same
command goes on where it was.`,
  options: {
    account: { type: "string", value: "ADDRESS", text: "who is removed" },
    ...MEMBER_OPTIONS,
    json: JSON_OPTION,
  },
  example: "--account 0x3c44…93bc --organisation 0x7099…79c8 --service http://127.0.0.1:8787 --keystore keeper.json",
  ends: { success: "removed" },
  main: async (values) => {
    if (values.account === undefined) throw usageError("--account is missing: who is removed.");
    const account = parseAddress({ name: "--account", text: values.account });
    return runOwnRotation({
      member: await openMember(values),
      name: `removal of ${account}`,
      rotate: (run) => removeMember({ ...run, account }),
      json: values.json,
      done: `${account} is removed.`,
    });
  },
});
