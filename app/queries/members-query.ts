import type { Address } from "viem";
import { listMembers } from "#client/service/organisations.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** The accounts that hold a role of an organisation now. */
export const membersQuery = ({ service, organisation }: { service: Service; organisation: Address }) => ({
  queryKey: queryKeys.members(organisation),
  queryFn: () => listMembers({ service, organisation }),
  staleTime: 30_000,
});
