import type { QueryClient } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import { whenProven } from "#app/runtime/when-proven.ts";
import { shareCustomers } from "#client/access/share-customers.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { SealingContext } from "#client/keys/recipient-key.ts";
import type { Wallet } from "#client/registry/registry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type ShareRequest = {
  customers: readonly Hex[] | "all";
  grantee: Address;
  scope: number;
  until: bigint | null;
  /** Changed keys that the member has agreed to. */
  acceptedKeys: readonly Hex[];
};

/** Shares customers: waits for the recipient's proof, grants on chain, and hands over the keys. May be repeated after a failure. */
export const shareMutation = (parameters: {
  sealing: SealingContext;
  wallet: Wallet | undefined;
  keyring: Keyring;
  queryClient: QueryClient;
  onWaiting: () => void;
  onProgress: (progress: { done: number; total: number }) => void;
  /** Of the attempt under way. */
  signal: () => AbortSignal;
}) => ({
  mutationFn: async (request: ShareRequest) => {
    const { sealing, wallet, keyring, queryClient, onWaiting, onProgress } = parameters;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    const signal = parameters.signal();
    const act = () => shareCustomers({ ...sealing, ...request, wallet, keyring, onProgress, signal });
    try {
      return await whenProven({ act, onWaiting, signal });
    } finally {
      for (const key of ["access", "grants"]) await queryClient.invalidateQueries({ queryKey: [key] });
    }
  },
});
