import { revokeRole } from "#client/acts/roles.ts";
import { hasRole } from "#client/registry/has-role.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { CHAIN_OPTIONS, connectChain } from "../../cli/connect-chain.ts";
import { openWallet, WALLET_OPTIONS } from "../../cli/open-wallet.ts";
import { printResult } from "../../cli/print-result.ts";
import { ROLE_OPTIONS, readRole } from "../../cli/role-options.ts";

export const roleEnd = defineCommand({
  usage: "--role ROLE --account ADDRESS [--organisation ADDRESS] [options]",
  text: `
Takes a role from an account. Who shall read no longer is removed instead (kontor member remove): that starts a new key, which a
role that is only taken does not. A role that is not held is left so.`,
  options: { ...ROLE_OPTIONS, ...CHAIN_OPTIONS, ...WALLET_OPTIONS, json: JSON_OPTION },
  example: "--role compliance --account 0x3c44…93bc --organisation 0x7099…79c8 --keystore keeper.json",
  main: async (values) => {
    const { role, name, account, organisation } = readRole(values);
    const chain = await connectChain(values);
    const wallet = await openWallet({ values, chain });
    const { registry } = chain;
    const held = await hasRole({ registry, role, account });
    const transactionHash = held ? (await revokeRole({ registry, wallet, role, account })).transactionHash : null;
    printResult({
      json: values.json,
      result: { account, role: name, organisation, held, transactionHash },
      text: held ? `${account} is no longer ${name}.` : `${account} was not ${name}.`,
    });
    return undefined;
  },
});
