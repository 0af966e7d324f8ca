import { listMembers } from "#client/service/organisations.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { CHAIN_OPTIONS, connectChain } from "../../cli/connect-chain.ts";
import { connectOwnService, SERVICE_OPTIONS } from "../../cli/connect-own-service.ts";
import { requireOrganisation } from "../../cli/open-member.ts";
import { timeOf } from "../../cli/parse-moment.ts";
import { printLine } from "../../cli/print-line.ts";
import { jsonOf } from "../../cli/print-result.ts";

export const memberList = defineCommand({
  usage: "--organisation ADDRESS [options]",
  text: `
Who holds a role of an organisation now, until when, and whether they have enrolled. From the service's index of the chain.`,
  options: {
    organisation: { type: "string", value: "ADDRESS", text: "the organisation", variable: "KONTOR_ORGANISATION" },
    ...CHAIN_OPTIONS,
    ...SERVICE_OPTIONS,
    json: { ...JSON_OPTION, text: "one JSON object a member" },
  },
  example: "--organisation 0x7099…79c8 --service http://127.0.0.1:8787",
  main: async (values) => {
    const organisation = requireOrganisation(values.organisation);
    const { service } = await connectOwnService({ values, chain: await connectChain(values) });
    for (const member of await listMembers({ service, organisation })) {
      const roles = member.roles
        .map(({ role, until }) => (until === null ? role : `${role} until ${timeOf(BigInt(until))}`))
        .join(", ");
      const enrolled = member.keyEpoch === 0 ? "not enrolled" : `key epoch ${member.keyEpoch}`;
      printLine(values.json === true ? jsonOf(member) : `${member.account}  ${roles}; ${enrolled}`);
    }
    return undefined;
  },
});
