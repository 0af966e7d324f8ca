import type { Account, Address, Chain, PublicClient, Transport, WalletClient } from "viem";

/** Reads the chain. Any viem public client fits; the caller chooses the transport. */
export type ChainClient = PublicClient<Transport, Chain | undefined>;

/** Signs and sends for one account: a local key, or an injected wallet (EIP-1193). */
export type Wallet = WalletClient<Transport, Chain | undefined, Account>;

/** One deployed registry and the way to its chain. Made by `connectRegistry`, which has checked that it is there. */
export type Registry = {
  chainId: number;
  address: Address;
  /** No entry is older than this block. */
  deploymentBlock: bigint;
  client: ChainClient;
};
