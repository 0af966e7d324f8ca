import { useWalletClient } from "wagmi";
import type { Wallet } from "#client/registry/registry.ts";

/** The connected wallet, ready to sign; undefined while there is none. */
export const useWallet = (): Wallet | undefined => useWalletClient().data as Wallet | undefined;
