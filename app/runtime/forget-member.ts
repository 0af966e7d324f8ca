import type { QueryClient } from "@tanstack/react-query";
import type { KeyHolder } from "./key-holder.ts";

/** What holds decrypted records or depends on an opened key. */
const PRIVATE = ["customers", "customer", "organisation-secrets", "identity", "admissions"];

/** Locks the key and drops everything that it opened. */
export function forgetMember({ keys, queryClient }: { keys: KeyHolder; queryClient: QueryClient }): void {
  keys.lock();
  for (const key of PRIVATE) queryClient.removeQueries({ queryKey: [key] });
}
