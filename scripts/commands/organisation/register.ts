import { registerOrganisation } from "#client/acts/organisations.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { CHAIN_OPTIONS, connectChain } from "../../cli/connect-chain.ts";
import { requireOrganisation } from "../../cli/open-member.ts";
import { openWallet, WALLET_OPTIONS } from "../../cli/open-wallet.ts";
import { usageError } from "../../cli/parse-options.ts";
import { printResult } from "../../cli/print-result.ts";

export const organisationRegister = defineCommand({
  usage: "--organisation ADDRESS --name NAME [options]",
  text: `
Makes an account an organisation of the consortium. By the council's account; where the council is a multisig, propose the same
call there. The name is public for ever.`,
  options: {
    ...CHAIN_OPTIONS,
    ...WALLET_OPTIONS,
    organisation: { type: "string", value: "ADDRESS", text: "the account that becomes an organisation" },
    name: { type: "string", value: "NAME", text: "its name, 1 to 64 bytes" },
    json: JSON_OPTION,
  },
  example:
    "--rpc http://127.0.0.1:8545 --registry 0x5fbd…0aa3 --keystore council.json --organisation 0x7099…79c8 --name 'Northwind Traders'",
  main: async (values) => {
    const organisation = requireOrganisation(values.organisation);
    const { name, json } = values;
    if (name === undefined) throw usageError("--name is missing: the organisation's name.");
    const chain = await connectChain(values);
    const wallet = await openWallet({ values, chain });
    const { transactionHash } = await registerOrganisation({ registry: chain.registry, wallet, organisation, name });
    printResult({
      json,
      result: { organisation, name, transactionHash },
      text: `${organisation} is an organisation of the consortium.`,
    });
    return undefined;
  },
});
