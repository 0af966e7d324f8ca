import { listOrganisations } from "#client/service/organisations.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** The consortium's organisations, with their names. */
export const organisationsQuery = ({ service }: { service: Service }) => ({
  queryKey: queryKeys.organisations,
  queryFn: () => listOrganisations({ service }),
  staleTime: 60_000,
});
