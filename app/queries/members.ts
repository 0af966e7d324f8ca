import type { QueryClient } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import { whenProven } from "#app/runtime/when-proven.ts";
import { grantRole } from "#client/acts/roles.ts";
import { admitMember } from "#client/keys/admit-member.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { SealingContext } from "#client/keys/recipient-key.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import { listAdmissions } from "#client/service/organisation-secrets.ts";
import { listMembers, listOrganisations } from "#client/service/organisations.ts";
import type { Service } from "#client/service/service.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";
import { refreshAfter } from "./refresh-after.ts";

/** The consortium's organisations, with their names. */
export const organisationsQuery = ({ service }: { service: Service }) => ({
  queryKey: queryKeys.organisations,
  queryFn: () => listOrganisations({ service }),
  staleTime: 60_000,
});

/** The accounts that hold a role of an organisation now. */
export const membersQuery = ({ service, organisation }: { service: Service; organisation: Address }) => ({
  queryKey: queryKeys.members(organisation),
  queryFn: () => listMembers({ service, organisation }),
  staleTime: 30_000,
});

/** Who has the organisation's secret of an epoch sealed to their current key. For keepers and the organisation's account. */
export const admissionsQuery = (parameters: { service: Service; organisation: Address; epoch: number }) => ({
  queryKey: queryKeys.admissions(parameters.organisation, parameters.epoch),
  queryFn: () => listAdmissions(parameters),
  staleTime: 10_000,
});

export type Admission = {
  member: Address;
  /** Changed keys that the keeper has agreed to. */
  acceptedKeys: readonly Hex[];
};

/** Seals the organisation's keys to a member's published key, once they have proven that they hold it. */
export const admitMutation = (parameters: {
  sealing: SealingContext;
  keyring: Keyring | undefined;
  queryClient: QueryClient;
  onWaiting: () => void;
  signal: () => AbortSignal;
}) => ({
  mutationFn: async ({ member, acceptedKeys }: Admission) => {
    const { sealing, keyring, queryClient, onWaiting } = parameters;
    if (keyring === undefined) {
      throw new KontorError({ code: "NotAdmitted", message: "You do not hold the organisation's key yourself yet." });
    }
    const act = () => admitMember({ ...sealing, acceptedKeys, keyring, member });
    await whenProven({ act, onWaiting, signal: parameters.signal() });
    await refreshAfter({ queryClient, change: "admission" });
  },
});

export type GivenRole = { account: Address; role: "KEEPER" | "WRITER" | "READER" | "COMPLIANCE" };

/** Gives an account a role in the organisation, with the member's own transaction. */
export const giveRoleMutation = (parameters: {
  registry: Registry;
  wallet: Wallet | undefined;
  organisation: Address;
  queryClient: QueryClient;
}) => ({
  mutationFn: async ({ account, role }: GivenRole) => {
    const { registry, organisation, queryClient } = parameters;
    const wallet = requireWallet(parameters.wallet);
    await grantRole({ registry, wallet, role: organisationRole(role, organisation), account });
    await refreshAfter({ queryClient, change: "role" });
  },
});
