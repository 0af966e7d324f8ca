import type { QueryClient } from "@tanstack/react-query";
import { forgetMember } from "#app/runtime/forget-member.ts";
import type { KeyHolder } from "#app/runtime/key-holder.ts";
import type { Service } from "#client/service/service.ts";
import { signOut } from "#client/service/sign-out.ts";
import { queryKeys } from "./keys.ts";

/** Ends the session. The opened key and every decrypted record are forgotten first, whatever the service answers. */
export const signOutMutation = (parameters: { service: Service; keys: KeyHolder; queryClient: QueryClient }) => ({
  mutationFn: async () => {
    const { service, keys, queryClient } = parameters;
    forgetMember({ keys, queryClient });
    await signOut({ service });
  },
  onSettled: () => parameters.queryClient.invalidateQueries({ queryKey: queryKeys.session }),
});
