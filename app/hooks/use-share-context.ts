import { useMemo } from "react";
import type { ShareContext } from "#client/access/start-share.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import { useKontor } from "./use-kontor.ts";
import { useMember } from "./use-member.ts";
import { useSealingContext } from "./use-sealing-context.ts";
import { useWallet } from "./use-wallet.ts";

/** What sharing needs; undefined for whoever may not share, and until keys and wallet are ready. */
export const useShareContext = (keyring: Keyring | undefined): ShareContext | undefined => {
  const { shareJournal: journal } = useKontor();
  const { roles } = useMember();
  const sealing = useSealingContext();
  const wallet = useWallet();
  const isKeeper = roles.has("KEEPER");
  return useMemo(
    () =>
      wallet === undefined || keyring === undefined || !isKeeper ? undefined : { ...sealing, wallet, keyring, journal },
    [sealing, wallet, keyring, isKeeper, journal],
  );
};
