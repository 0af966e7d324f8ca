import type { QueryClient } from "@tanstack/react-query";
import { type Kontor, startKontor } from "#app/runtime/kontor.ts";
import { queryKeys } from "./keys.ts";
import { refreshAfter } from "./refresh-after.ts";

/** What the pages act through: once per page load; a failure is tried again by hand. */
export const startQuery = {
  queryKey: queryKeys.registry,
  queryFn: ({ client: queryClient }: { client: QueryClient }): Promise<Kontor> =>
    startKontor({
      onRotation: () => void refreshAfter({ queryClient, change: "rotation" }),
      onShare: () => void refreshAfter({ queryClient, change: "sharing" }),
      onWritten: ({ appends }) => {
        void refreshAfter({ queryClient, change: "write" });
        for (const { customer } of appends) {
          void queryClient.invalidateQueries({ queryKey: queryKeys.customer(customer) });
        }
      },
    }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
  structuralSharing: false,
};
