import { useMemo } from "react";
import type { SealingContext } from "#client/keys/recipient-key.ts";
import { useKontor } from "./use-kontor.ts";

/** What sealing to other people's keys needs: their keys come from the chain, and are compared with those seen before. */
export const useSealingContext = (): SealingContext => {
  const { registry, service, knownKeys, settings } = useKontor();
  const { confirmations } = settings;
  return useMemo(
    () => ({ registry, service, knownKeys, confirmations }),
    [registry, service, knownKeys, confirmations],
  );
};
