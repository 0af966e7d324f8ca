import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { namesOfAccounts } from "#app/model/names-of-accounts.ts";
import { organisationsQuery } from "#app/queries/members.ts";
import { useKontor } from "./use-kontor.ts";

/** Names by lower-case address: organisations as registered, and the people of a local test chain. */
export const useAccountNames = (): ReadonlyMap<string, string> => {
  const { service, developmentWallets } = useKontor();
  const { data: organisations } = useQuery(organisationsQuery({ service }));
  return useMemo(
    () => namesOfAccounts({ organisations: organisations ?? [], developmentWallets }),
    [organisations, developmentWallets],
  );
};
