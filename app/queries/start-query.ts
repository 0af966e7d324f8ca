import type { QueryClient } from "@tanstack/react-query";
import { startKontor } from "#app/runtime/kontor.ts";
import { queryKeys } from "./keys.ts";

/** Once per page load; a failure is tried again by hand. */
export const startQuery = {
  queryKey: queryKeys.registry,
  queryFn: ({ client }: { client: QueryClient }) => startKontor({ queryClient: client }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
  structuralSharing: false,
};
