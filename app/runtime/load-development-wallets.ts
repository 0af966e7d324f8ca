import type { DevelopmentWallet } from "./development-wallets.ts";

/** The people of the local test chain; a chunk of its own, that nobody else's browser loads. */
export async function loadDevelopmentWallets(): Promise<readonly DevelopmentWallet[]> {
  const { WALLETS } = await import("../../demo/wallets.ts");
  return WALLETS;
}
