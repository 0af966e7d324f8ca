import type { QueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { grantRole } from "#client/acts/roles.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type GivenRole = { account: Address; role: "KEEPER" | "WRITER" | "READER" | "COMPLIANCE" };

/** Gives an account a role in the organisation, with the member's own transaction. */
export const giveRoleMutation = (parameters: {
  registry: Registry;
  wallet: Wallet | undefined;
  organisation: Address;
  queryClient: QueryClient;
}) => ({
  mutationFn: async ({ account, role }: GivenRole) => {
    const { registry, wallet, organisation, queryClient } = parameters;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    await grantRole({ registry, wallet, role: organisationRole(role, organisation), account });
    await queryClient.invalidateQueries({ queryKey: ["members"] });
  },
});
