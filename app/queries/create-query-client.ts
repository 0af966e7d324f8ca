import { QueryClient } from "@tanstack/react-query";
import { isKontorError } from "#protocol/errors/kontor-error.ts";

/** Asks again by itself only where that can help: an outage is tried twice more, a refusal is shown at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && isKontorError(error) && error.retryable,
        retryDelay: (failures) => 400 * 2 ** failures,
        refetchOnWindowFocus: false,
        // Offline is said by whoever asked, instead of waiting without a word; what is kept on the device needs no network.
        networkMode: "always",
        refetchOnReconnect: true,
      },
      mutations: { networkMode: "always" },
    },
  });
}
