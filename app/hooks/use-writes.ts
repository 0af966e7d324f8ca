import { useSyncExternalStore } from "react";
import { useKontor } from "./use-kontor.ts";

/** The writes that this page knows of, oldest first. */
export const useWrites = () => {
  const { writes } = useKontor();
  return useSyncExternalStore(writes.subscribe, writes.list);
};
