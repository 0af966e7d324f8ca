import { useSyncExternalStore } from "react";
import { useKontor } from "./use-kontor.ts";

/** What is to be shared, or was since the page was opened. */
export const useShares = () => {
  const { shares } = useKontor();
  return useSyncExternalStore(shares.subscribe, shares.list);
};
