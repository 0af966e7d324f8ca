import type { QueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { admitMember } from "#client/keys/admit-member.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Seals the organisation's keys to a member's published key. */
export const admitMutation = (parameters: {
  registry: Registry;
  service: Service;
  keyring: Keyring | undefined;
  queryClient: QueryClient;
}) => ({
  mutationFn: async (member: Address) => {
    const { registry, service, keyring, queryClient } = parameters;
    if (keyring === undefined) {
      throw new KontorError({ code: "NotAdmitted", message: "You do not hold the organisation's key yourself yet." });
    }
    await admitMember({ registry, service, keyring, member });
    await queryClient.invalidateQueries({ queryKey: ["admissions"] });
  },
});
