import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { actingMembership } from "#app/model/membership.ts";
import { sessionQuery } from "#app/queries/session.ts";
import { useKontor } from "./use-kontor.ts";

/** The organisation that the signed-in member acts for, and the way to choose another. */
export const useActing = () => {
  const { service } = useKontor();
  const { data: session } = useQuery(sessionQuery({ service }));
  const [chosen, choose] = useLocalStorage<Address | null>({ key: "kontor.acting-for", defaultValue: null });
  return { acting: actingMembership({ memberships: session?.memberships ?? [], chosen }), choose };
};
