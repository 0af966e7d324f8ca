import type { Address } from "viem";
import { enrolmentOf } from "#client/keys/enrolment-of.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** How far the member's enrolment is: none, stored, enrolled, or lost. */
export const enrolmentQuery = (parameters: { registry: Registry; service: Service; account: Address }) => ({
  queryKey: queryKeys.identity(parameters.account),
  queryFn: () => enrolmentOf(parameters),
  staleTime: 60_000,
});
