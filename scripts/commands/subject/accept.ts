import { acceptSubject } from "#client/acts/subjects.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { CHAIN_OPTIONS, connectChain } from "../../cli/connect-chain.ts";
import { CUSTOMER_OPTION, requireCustomer } from "../../cli/customer-option.ts";
import { openWallet, WALLET_OPTIONS } from "../../cli/open-wallet.ts";
import { printResult } from "../../cli/print-result.ts";

export const subjectAccept = defineCommand({
  usage: "--customer ID [options]",
  text: `
Accepts to be a customer's subject, by the wallet that its steward has named. From then on it reads the customer's entries (kontor
customer read, without --organisation), gives consent, and can ask for erasure.`,
  options: { customer: CUSTOMER_OPTION, ...CHAIN_OPTIONS, ...WALLET_OPTIONS, json: JSON_OPTION },
  example: "--customer 0x1f40…9c2e --rpc http://127.0.0.1:8545 --keystore maria.json",
  main: async (values) => {
    const customer = requireCustomer(values.customer);
    const chain = await connectChain(values);
    const wallet = await openWallet({ values, chain });
    const { transactionHash } = await acceptSubject({ registry: chain.registry, wallet, customer });
    printResult({
      json: values.json,
      result: { customer, subject: wallet.account.address, transactionHash },
      text: `${wallet.account.address} is the customer's subject.`,
    });
    return undefined;
  },
});
