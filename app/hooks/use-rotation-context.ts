import { useMemo } from "react";
import type { RotationContext } from "#client/access/rotation-context.ts";
import { useKontor } from "./use-kontor.ts";
import { useMember } from "./use-member.ts";
import { useSealingContext } from "./use-sealing-context.ts";
import { useWallet } from "./use-wallet.ts";

/** What changing the organisation's key needs; undefined for whoever may not, and until the wallet is ready. */
export const useRotationContext = (): RotationContext | undefined => {
  const { rotationJournal: journal } = useKontor();
  const { organisation, identity, roles } = useMember();
  const sealing = useSealingContext();
  const wallet = useWallet();
  const isKeeper = roles.has("KEEPER");
  return useMemo(
    () =>
      wallet === undefined || identity === null || !isKeeper
        ? undefined
        : { ...sealing, organisation, wallet, identity, journal },
    [sealing, organisation, wallet, identity, isKeeper, journal],
  );
};
