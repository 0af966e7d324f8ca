import type { DevelopmentWallet } from "./development-wallets.ts";

/** The people of the local test chain; a chunk of its own, that nobody else's browser loads. */
export async function loadDevelopmentWallets(): Promise<readonly DevelopmentWallet[]> {
  const { DEMO_WALLETS } = await import("../../demo/wallets.ts");
  return DEMO_WALLETS.filter(({ part }) => part !== "council").map((wallet) => ({
    name: wallet.name,
    organisation: wallet.organisation ?? null,
    plays: playsOf(wallet),
    newcomer: wallet.part === "member" && !wallet.enrolled,
    address: wallet.address,
    privateKey: wallet.privateKey,
    passphrase: wallet.passphrase,
  }));
}

type Described = { part: string; roles: readonly string[] };

/** The strongest thing that a wallet can do. */
function playsOf({ part, roles }: Described): DevelopmentWallet["plays"] {
  if (part === "customer" || part === "organisation") return part;
  return (["KEEPER", "WRITER", "COMPLIANCE", "READER"] as const).find((role) => roles.includes(role)) ?? "member";
}
