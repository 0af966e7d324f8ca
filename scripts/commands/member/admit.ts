import { admitMember } from "#client/keys/admit-member.ts";
import { keyOf } from "#client/registry/key-of.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { MEMBER_OPTIONS, openMember } from "../../cli/open-member.ts";
import { usageError } from "../../cli/parse-options.ts";
import { parseAddress } from "../../cli/parse-values.ts";
import { printResult } from "../../cli/print-result.ts";
import { WAIT_OPTION, waitFor } from "../../cli/wait-for.ts";

export const memberAdmit = defineCommand({
  usage: "--account ADDRESS --organisation ADDRESS [options]",
  text: `
Gives an enrolled account that holds a role the organisation's key. By a KEEPER. The account's key is taken from the chain; compare
the fingerprint that this prints with what its owner says, over another channel. The account first proves that it can use its
key (kontor member prove, or an open dApp): --wait waits for that.`,
  options: {
    account: { type: "string", value: "ADDRESS", text: "who is admitted" },
    ...WAIT_OPTION,
    ...MEMBER_OPTIONS,
    json: JSON_OPTION,
  },
  example:
    "--account 0x3c44…93bc --organisation 0x7099…79c8 --service http://127.0.0.1:8787 --keystore keeper.json --wait 600",
  ends: { success: "admitted", refused: "refused, or the account has not proven its key yet" },
  main: async (values) => {
    if (values.account === undefined) throw usageError("--account is missing: who is admitted.");
    const account = parseAddress({ name: "--account", text: values.account });
    const member = await openMember(values);
    await waitFor({
      wait: values.wait,
      code: "PossessionNotProven",
      act: () => admitMember({ ...member, member: account }),
    });
    const { keyHash } = await keyOf({ registry: member.registry, account });
    const fingerprint = keyHash === null ? null : fingerprintOf(keyHash);
    printResult({
      json: values.json,
      result: { account, organisation: member.organisation, epoch: member.keyring.current.epoch, fingerprint },
      text: `${account} is admitted. Its key's fingerprint: ${fingerprint}`,
    });
    return undefined;
  },
});
