import { answerChallenges } from "#client/keys/answer-challenges.ts";
import { type Holder, holderOfIdentity, holderOfKeyring } from "#client/keys/holder.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { IDENTITY_OPTIONS, requireOrganisation, unlockAccount } from "../../cli/open-member.ts";
import { printResult } from "../../cli/print-result.ts";

export const memberProve = defineCommand({
  usage: "[options]",
  text: `
Shows whoever asked that the account can open what is sealed to its key: a KEEPER who admits it, or a steward who shares with it;
with --organisation also for that organisation. The dApp does this by itself while it is open.`,
  options: {
    organisation: {
      type: "string",
      value: "ADDRESS",
      text: "also for this organisation, as a member of it",
      variable: "KONTOR_ORGANISATION",
    },
    ...IDENTITY_OPTIONS,
    json: JSON_OPTION,
  },
  example: "--service http://127.0.0.1:8787 --keystore nancy.json",
  ends: { success: "every challenge that waited is answered" },
  main: async (values) => {
    const unlocked = await unlockAccount(values);
    const holders: Holder[] = [holderOfIdentity(unlocked.identity)];
    if (values.organisation !== undefined) {
      const organisation = requireOrganisation(values.organisation);
      const keyring = await openKeyring({ ...unlocked, organisation }).catch((error: unknown) => {
        // Who is still to be admitted answers for themselves first.
        if (isKontorError(error) && (error.code === "NotAdmitted" || error.code === "KeyNotFound")) return null;
        throw error;
      });
      if (keyring !== null) holders.push(holderOfKeyring(keyring));
    }
    const answered: string[] = [];
    for (const holder of holders) answered.push(...(await answerChallenges({ ...unlocked, holder })));
    printResult({
      json: values.json,
      result: { answered },
      text: answered.length === 0 ? "Nobody asks." : `Answered: ${answered.join(", ")}.`,
    });
    return undefined;
  },
});
