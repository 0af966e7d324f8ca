import type { QueryClient } from "@tanstack/react-query";
import type { Kontor } from "#app/runtime/kontor.ts";
import { PRIVATE_TOPICS, queryKeys } from "./keys.ts";

type Parameters = { kontor: Kontor; queryClient: QueryClient };

/** Locks the key and drops everything that it opened, what was searched for and what is being written in clear: in this page. */
function forgetMember({ kontor, queryClient }: Parameters): void {
  kontor.keys.lock();
  kontor.view.reset();
  kontor.writes.forget();
  kontor.rotations.forget();
  kontor.shares.forget();
  for (const topic of PRIVATE_TOPICS) queryClient.removeQueries({ queryKey: [topic] });
}

/** The same in every page of this browser: nobody who walks away thinks of the other tabs. */
export function lockEverywhere(parameters: Parameters): void {
  forgetMember(parameters);
  parameters.kontor.lockSignal.announce();
}

/** Locks this page when another one is locked, signed out or disconnected. Returns the way to stop. */
export function followLocks(parameters: Parameters): () => void {
  return parameters.kontor.lockSignal.subscribe(() => {
    forgetMember(parameters);
    // It may have signed out.
    void parameters.queryClient.invalidateQueries({ queryKey: queryKeys.session });
  });
}
