import { useSyncExternalStore } from "react";
import { useKontor } from "./use-kontor.ts";

/** The unlocked member's keys; undefined while locked. */
export const useKeyring = () => {
  const { keys } = useKontor();
  return useSyncExternalStore(keys.subscribe, keys.current);
};
