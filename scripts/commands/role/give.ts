import { grantRole, grantRoleUntil } from "#client/acts/roles.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { CHAIN_OPTIONS, connectChain } from "../../cli/connect-chain.ts";
import { openWallet, WALLET_OPTIONS } from "../../cli/open-wallet.ts";
import { parseTime, timeOf } from "../../cli/parse-moment.ts";
import { printResult } from "../../cli/print-result.ts";
import { ROLE_OPTIONS, readRole } from "../../cli/role-options.ts";

export const roleGive = defineCommand({
  usage: "--role ROLE --account ADDRESS [--organisation ADDRESS] [options]",
  text: `
Gives an account a role, with or without an end. The organisation's account gives KEEPER, a KEEPER gives the others; the council
gives AUDITOR and PAUSER. Giving a role again sets its end anew.`,
  options: {
    ...ROLE_OPTIONS,
    until: {
      type: "string",
      value: "TIME",
      text: "when it ends by itself, such as 2027-01-31T12:00:00Z (default: it does not)",
    },
    ...CHAIN_OPTIONS,
    ...WALLET_OPTIONS,
    json: JSON_OPTION,
  },
  example:
    "--role writer --account 0x3c44…93bc --organisation 0x7099…79c8 --until 2027-01-31T12:00:00Z --keystore keeper.json",
  main: async (values) => {
    const { role, name, account, organisation } = readRole(values);
    const until = values.until === undefined ? null : parseTime({ name: "--until", text: values.until });
    const chain = await connectChain(values);
    const wallet = await openWallet({ values, chain });
    const giving = { registry: chain.registry, wallet, role, account };
    const { transactionHash } = await (until === null ? grantRole(giving) : grantRoleUntil({ ...giving, until }));
    printResult({
      json: values.json,
      result: { account, role: name, organisation, until, transactionHash },
      text: `${account} is ${name}${organisation === null ? "" : ` of ${organisation}`}${until === null ? "" : ` until ${timeOf(until)}`}.`,
    });
    return undefined;
  },
});
