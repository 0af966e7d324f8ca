import { startKontor } from "#app/runtime/kontor.ts";
import { queryKeys } from "./keys.ts";

/** Once per page load; a failure is tried again by hand. */
export const startQuery = {
  queryKey: queryKeys.registry,
  queryFn: startKontor,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
  structuralSharing: false,
};
