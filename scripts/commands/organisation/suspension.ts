import { reinstateOrganisation, suspendOrganisation } from "#client/acts/organisations.ts";
import { type Command, defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { CHAIN_OPTIONS, connectChain } from "../../cli/connect-chain.ts";
import { requireOrganisation } from "../../cli/open-member.ts";
import { openWallet, WALLET_OPTIONS } from "../../cli/open-wallet.ts";
import { printResult } from "../../cli/print-result.ts";

export const organisationSuspend = defineSuspension({
  text: "Stops an organisation: it cannot write, or be written for. What it may read stays, and it can still revoke and erase.",
  act: suspendOrganisation,
  done: "is suspended: it cannot write",
});

export const organisationReinstate = defineSuspension({
  text: "Lets a suspended organisation write again.",
  act: reinstateOrganisation,
  done: "can write again",
});

function defineSuspension(parameters: { text: string; act: typeof suspendOrganisation; done: string }): Command {
  const { text, act, done } = parameters;
  return defineCommand({
    usage: "--organisation ADDRESS [options]",
    text: `\n${text}\nBy the council's account.`,
    options: {
      ...CHAIN_OPTIONS,
      ...WALLET_OPTIONS,
      organisation: { type: "string", value: "ADDRESS", text: "the organisation" },
      json: JSON_OPTION,
    },
    example: "--rpc http://127.0.0.1:8545 --registry 0x5fbd…0aa3 --keystore council.json --organisation 0x7099…79c8",
    main: async (values) => {
      const organisation = requireOrganisation(values.organisation);
      const chain = await connectChain(values);
      const wallet = await openWallet({ values, chain });
      const { transactionHash } = await act({ registry: chain.registry, wallet, organisation });
      printResult({
        json: values.json,
        result: { organisation, transactionHash },
        text: `${organisation} ${done}.`,
      });
      return undefined;
    },
  });
}
