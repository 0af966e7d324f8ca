import type { QueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Makes and publishes the organisation's first key, sealed to its holders. */
export const foundKeyMutation = (parameters: {
  registry: Registry;
  service: Service;
  wallet: Wallet | undefined;
  organisation: Address;
  queryClient: QueryClient;
}) => ({
  mutationFn: async (holders: readonly Address[]) => {
    const { registry, service, wallet, organisation, queryClient } = parameters;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    await foundOrganisationKey({ registry, service, wallet, organisation, holders });
    for (const key of ["directory-key", "organisations", "organisation-secrets", "admissions", "members"]) {
      await queryClient.invalidateQueries({ queryKey: [key] });
    }
  },
});
