import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useConnection } from "wagmi";
import { followEvents } from "#app/queries/follow-events.ts";
import { followLocks } from "#app/queries/forget-member.ts";
import { forgetOnAccountChange } from "#app/queries/forget-on-account-change.ts";
import { useIdentity } from "./use-identity.ts";
import { useKontor } from "./use-kontor.ts";
import { useResumedWrites } from "./use-resumed-writes.ts";

/** What goes on behind every page: unfinished writes, live events for members, and forgetting when the account changes. */
export const useBackground = (): void => {
  const kontor = useKontor();
  const queryClient = useQueryClient();
  const { isConnected } = useConnection();
  useEffect(() => forgetOnAccountChange({ kontor, queryClient }), [kontor, queryClient]);
  useEffect(() => followLocks({ kontor, queryClient }), [kontor, queryClient]);
  useEffect(() => (isConnected ? followEvents({ queryClient }) : undefined), [isConnected, queryClient]);
  useResumedWrites({ identity: useIdentity() });
};
