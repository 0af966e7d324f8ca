import { useSyncExternalStore } from "react";
import { useKontor } from "./use-kontor.ts";

/** The unlocked member's identity key; undefined while locked. */
export const useIdentity = () => {
  const { keys } = useKontor();
  return useSyncExternalStore(keys.subscribe, keys.current);
};
