import { useSyncExternalStore } from "react";
import { useKontor } from "./use-kontor.ts";

/** How the customer list is searched, filtered and sorted. Kept in memory while the page lives: names never go into URLs. */
export const useView = () => {
  const { view } = useKontor();
  return [useSyncExternalStore(view.subscribe, view.current), view.change] as const;
};
