import { type Chain, defineChain } from "viem";

/** The chain id of a local Hardhat or anvil node. */
export const DEVELOPMENT_CHAIN_ID = 31_337;

/** The one chain this service's registry is on, as wagmi and wallets need it described. */
export function describeChain({ chainId, rpcUrl }: { chainId: number; rpcUrl: string | null }): Chain {
  return defineChain({
    id: chainId,
    name: CHAIN_NAMES.get(chainId) ?? `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: rpcUrl === null ? [] : [rpcUrl] } },
    testnet: chainId === DEVELOPMENT_CHAIN_ID,
  });
}

const CHAIN_NAMES: ReadonlyMap<number, string> = new Map([
  [1, "Ethereum"],
  [10, "OP Mainnet"],
  [100, "Gnosis"],
  [137, "Polygon"],
  [8453, "Base"],
  [17_000, "Holesky"],
  [31_337, "Local test chain"],
  [42_161, "Arbitrum One"],
  [560_048, "Hoodi"],
  [11_155_111, "Sepolia"],
]);
