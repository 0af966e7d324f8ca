import { useEffect } from "react";
import type { Keyring } from "#client/keys/keyring.ts";
import { useKontor } from "./use-kontor.ts";
import { useShareContext } from "./use-share-context.ts";

/** Goes on with what is to be shared as soon as the other side is ready: also after a reload, as long as Kontor is open. */
export const useResumedShares = (keyring: Keyring | undefined): void => {
  const { shares } = useKontor();
  const context = useShareContext(keyring);
  useEffect(() => {
    if (context !== undefined) void shares.resume({ context });
  }, [shares, context]);
};
