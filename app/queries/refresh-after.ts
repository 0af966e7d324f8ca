import type { QueryClient } from "@tanstack/react-query";
import { OUTDATED_BY } from "./keys.ts";

/** Asks anew for everything that a change makes outdated, where it is on the screen. */
export async function refreshAfter(parameters: {
  queryClient: QueryClient;
  change: keyof typeof OUTDATED_BY;
}): Promise<void> {
  const { queryClient, change } = parameters;
  await Promise.all(OUTDATED_BY[change].map((topic) => queryClient.invalidateQueries({ queryKey: [topic] })));
}
