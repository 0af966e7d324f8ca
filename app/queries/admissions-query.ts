import type { Address } from "viem";
import { listAdmissions } from "#client/service/organisation-secrets.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** Who has the organisation's secret of an epoch sealed to their current key. For keepers and the organisation's account. */
export const admissionsQuery = (parameters: { service: Service; organisation: Address; epoch: number }) => ({
  queryKey: queryKeys.admissions(parameters.organisation, parameters.epoch),
  queryFn: () => listAdmissions(parameters),
  staleTime: 10_000,
});
