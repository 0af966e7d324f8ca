import { type Chain, defineChain } from "viem";
import { t } from "#app/i18n/i18n.ts";

/** The chain id of a local Hardhat or anvil node. */
export const DEVELOPMENT_CHAIN_ID = 31_337;

/** The one chain this service's registry is on, as wagmi and wallets need it described. */
export function describeChain({ chainId, rpcUrl }: { chainId: number; rpcUrl: string | null }): Chain {
  return defineChain({
    id: chainId,
    name: chainName(chainId),
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: rpcUrl === null ? [] : [rpcUrl] } },
    testnet: chainId === DEVELOPMENT_CHAIN_ID,
  });
}

/** Chains go by their own names; what has none that is known here is "Chain 4711". */
function chainName(chainId: number): string {
  if (chainId === DEVELOPMENT_CHAIN_ID) return t("connect.localChain");
  return CHAIN_NAMES.get(chainId) ?? t("connect.chain", { id: String(chainId) });
}

const CHAIN_NAMES: ReadonlyMap<number, string> = new Map([
  [1, "Ethereum"],
  [10, "OP Mainnet"],
  [100, "Gnosis"],
  [137, "Polygon"],
  [8453, "Base"],
  [17_000, "Holesky"],
  [42_161, "Arbitrum One"],
  [560_048, "Hoodi"],
  [11_155_111, "Sepolia"],
]);
