import { useEffect } from "react";
import { useKontor } from "./use-kontor.ts";
import { useWallet } from "./use-wallet.ts";

/** Goes on with what the journal holds unfinished of the connected account. */
export const useResumedWrites = (): void => {
  const { registry, service, journal, writes } = useKontor();
  const wallet = useWallet();
  useEffect(() => {
    if (wallet !== undefined) void writes.resume({ context: { registry, service, journal, wallet } });
  }, [registry, service, journal, writes, wallet]);
};
