import type { QueryClient } from "@tanstack/react-query";
import type { Kontor } from "#app/runtime/kontor.ts";
import { PRIVATE_TOPICS } from "./keys.ts";

/** Locks the key and drops everything that it opened, what was searched for and what is being written in clear. */
export function forgetMember({ kontor, queryClient }: { kontor: Kontor; queryClient: QueryClient }): void {
  kontor.keys.lock();
  kontor.view.reset();
  kontor.writes.forget();
  kontor.rotations.forget();
  kontor.shares.forget();
  for (const topic of PRIVATE_TOPICS) queryClient.removeQueries({ queryKey: [topic] });
}
