import type { QueryClient } from "@tanstack/react-query";
import type { Kontor } from "./kontor.ts";

/** What holds decrypted records or depends on an opened key. */
const PRIVATE = ["customers", "customer", "organisation-secrets", "identity", "admissions", "mine"];

/** Locks the key and drops everything that it opened, what was searched for and what is being written in clear. */
export function forgetMember({ kontor, queryClient }: { kontor: Kontor; queryClient: QueryClient }): void {
  kontor.keys.lock();
  kontor.view.reset();
  kontor.writes.forget();
  kontor.rotations.forget();
  for (const key of PRIVATE) queryClient.removeQueries({ queryKey: [key] });
}
