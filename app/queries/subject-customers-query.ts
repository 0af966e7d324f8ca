import type { Address, Hex } from "viem";
import type { Service } from "#client/service/service.ts";
import { listSubjectCustomers } from "#client/service/subjects.ts";
import type { SubjectCustomersResponse } from "#protocol/api/subjects.ts";
import { queryKeys } from "./keys.ts";

export type SubjectCustomer = SubjectCustomersResponse["items"][number];

/** The customers whose subject an account is, or is named as. */
export const subjectCustomersQuery = ({ service, account }: { service: Service; account: Address }) => ({
  queryKey: queryKeys.mine(account),
  queryFn: async (): Promise<SubjectCustomer[]> => {
    const items: SubjectCustomer[] = [];
    let after: Hex | null = null;
    do {
      const page: SubjectCustomersResponse = await listSubjectCustomers({
        service,
        account,
        ...(after === null ? {} : { after }),
      });
      items.push(...page.items);
      after = page.next;
    } while (after !== null);
    return items;
  },
  staleTime: 10_000,
});
