import type { Service } from "#client/service/service.ts";
import { getSession } from "#client/service/sessions.ts";
import { queryKeys } from "./keys.ts";

/** Whom the service takes this browser for; null when signed out. */
export const sessionQuery = ({ service }: { service: Service }) => ({
  queryKey: queryKeys.session,
  queryFn: () => getSession({ service }),
  staleTime: 60_000,
});
