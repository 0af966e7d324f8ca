import type { QueryClient } from "@tanstack/react-query";
import { forgetMember } from "#app/runtime/forget-member.ts";
import type { Kontor } from "#app/runtime/kontor.ts";
import { signOut } from "#client/service/sessions.ts";
import { queryKeys } from "./keys.ts";

/** Ends the session. The opened key and every decrypted record are forgotten first, whatever the service answers. */
export const signOutMutation = ({ kontor, queryClient }: { kontor: Kontor; queryClient: QueryClient }) => ({
  mutationFn: async () => {
    forgetMember({ kontor, queryClient });
    await signOut({ service: kontor.service });
  },
  onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.session }),
});
