import type { Hex } from "viem";
import { getAccess } from "#client/service/access.ts";
import type { Service } from "#client/service/service.ts";
import type { AccessResponse } from "#protocol/api/access.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

/** A customer's subject, countersignatures and requests, from the service's index; null where it does not know the customer. */
export const customerAccessQuery = ({ service, customer }: { service: Service; customer: Hex }) => ({
  queryKey: queryKeys.subject(customer),
  queryFn: async (): Promise<AccessResponse | null> => {
    try {
      return await getAccess({ service, customer });
    } catch (error) {
      if (isKontorError(error) && error.code === "CustomerNotFound") return null;
      throw error;
    }
  },
  staleTime: 10_000,
});
