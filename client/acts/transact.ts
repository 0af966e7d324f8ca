import type { Hex, TransactionReceipt } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { askChain } from "../registry/ask-chain.ts";
import { revertErrorOf } from "../registry/chain-error.ts";
import type { Registry, Wallet } from "../registry/registry.ts";

export type TransactParameters = {
  registry: Registry;
  wallet: Wallet;
  /** ABI-encoded call to the registry. */
  data: Hex;
};

export type Transacted = { transactionHash: Hex; receipt: TransactionReceipt };

/**
 * Sends one call to the registry and waits until a block holds it. The call is tried first, so that a refusal costs
 * nothing and has its reason. For calls that may be repeated (roles, keys); entries go through the write pipeline.
 * Throws the registry's refusal as a KontorError, `WalletRejected`, `ChainUnavailable`, `WrongChain`.
 */
export async function transact({ registry, wallet, data }: TransactParameters): Promise<Transacted> {
  await checkWalletChain({ registry, wallet });
  const request = { account: wallet.account, to: registry.address, data } as const;
  const gas = await askChain(() => registry.client.estimateGas(request));
  const transactionHash = await askChain(() =>
    wallet.sendTransaction({ ...request, chain: wallet.chain ?? null, gas }),
  );
  const receipt = await askChain(() => registry.client.waitForTransactionReceipt({ hash: transactionHash }));
  if (receipt.status !== "success") throw revertErrorOf({ name: null, args: [] });
  return { transactionHash, receipt };
}

/** Refuses to sign for another chain than the registry's. */
export async function checkWalletChain({ registry, wallet }: Omit<TransactParameters, "data">): Promise<void> {
  const actual = await askChain(() => wallet.getChainId());
  if (actual !== registry.chainId) {
    throw new KontorError({
      code: "WrongChain",
      message: `The wallet is on chain ${actual}, the registry on chain ${registry.chainId}.`,
      hints: ["Switch the wallet to the registry's chain."],
      details: { expected: registry.chainId, actual },
    });
  }
}
