import { useEffect, useSyncExternalStore } from "react";
import { useKontor } from "./use-kontor.ts";
import { useMember } from "./use-member.ts";

/** The changes of the organisation's key that this browser knows of, also those that a closed page left unfinished. */
export const useRotations = () => {
  const { rotations, registry } = useKontor();
  const { organisation } = useMember();
  useEffect(() => {
    void rotations.load({ organisation, chainId: registry.chainId, registry: registry.address });
  }, [rotations, organisation, registry]);
  const all = useSyncExternalStore(rotations.subscribe, rotations.list);
  return all.filter(({ rotation }) => rotation.organisation === organisation.toLowerCase());
};
