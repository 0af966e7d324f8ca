import { useMemo } from "react";
import type { WriteContext } from "#client/write/write-context.ts";
import { useKeyring } from "./use-keyring.ts";
import { useKontor } from "./use-kontor.ts";
import { useWallet } from "./use-wallet.ts";

/** What writing needs; undefined until the wallet is ready. */
export const useWriteContext = (): WriteContext | undefined => {
  const { registry, service, journal, settings } = useKontor();
  const keyring = useKeyring();
  const wallet = useWallet();
  const { confirmations } = settings;
  return useMemo(
    () => (wallet === undefined ? undefined : { registry, service, journal, wallet, keyring, confirmations }),
    [registry, service, journal, wallet, keyring, confirmations],
  );
};
