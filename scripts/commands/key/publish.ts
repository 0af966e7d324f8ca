import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import { keyOf } from "#client/registry/key-of.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { ACCOUNT_OPTIONS, requireOrganisation, signInAccount } from "../../cli/open-member.ts";
import { printResult } from "../../cli/print-result.ts";

export const keyPublish = defineCommand({
  usage: "--organisation ADDRESS [options]",
  text: `
Makes and publishes an organisation's first key, and seals its secret to the KEEPER who calls this. Enrol first (kontor member
enrol), and admit the others then. An organisation that has a key renews it instead (kontor key renew).`,
  options: {
    organisation: {
      type: "string",
      value: "ADDRESS",
      text: "the organisation that the account is KEEPER of",
      variable: "KONTOR_ORGANISATION",
    },
    ...ACCOUNT_OPTIONS,
    json: JSON_OPTION,
  },
  example: "--organisation 0x7099…79c8 --service http://127.0.0.1:8787 --keystore keeper.json",
  main: async (values) => {
    const organisation = requireOrganisation(values.organisation);
    const signedIn = await signInAccount(values);
    const before = await keyOf({ registry: signedIn.registry, account: organisation });
    if (before.epoch > 0) {
      throw new KontorError({
        code: "AlreadyEnrolled",
        message: "The organisation has published a key already.",
        hints: ["Renew it with kontor key renew, which keeps what was written readable."],
        details: { organisation, epoch: before.epoch },
      });
    }
    const { epoch, keyHash } = await foundOrganisationKey({ ...signedIn, organisation });
    printResult({
      json: values.json,
      result: { organisation, epoch, keyHash },
      text: `${organisation} has a key: epoch ${epoch}, ${keyHash}.`,
    });
    return undefined;
  },
});
