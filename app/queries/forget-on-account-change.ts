import type { QueryClient } from "@tanstack/react-query";
import { watchConnection } from "wagmi/actions";
import type { Kontor } from "#app/runtime/kontor.ts";
import { lockEverywhere } from "./forget-member.ts";

/** Another account never inherits what this one has opened. Returns the way to stop watching. */
export function forgetOnAccountChange(parameters: { kontor: Kontor; queryClient: QueryClient }): () => void {
  return watchConnection(parameters.kontor.wagmi, {
    onChange(now, before) {
      if (before.address !== undefined && now.address !== before.address) lockEverywhere(parameters);
    },
  });
}
