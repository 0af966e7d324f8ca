import type { DevelopmentWallet } from "./development-wallets.ts";

/** The people of the local test chain; a chunk of its own, that nobody else's browser loads. */
export async function loadDevelopmentWallets(): Promise<readonly DevelopmentWallet[]> {
  const { DEMO_WALLETS } = await import("../../demo/wallets.ts");
  return DEMO_WALLETS.filter(({ part }) => part !== "council").map((wallet) => ({
    name: wallet.name,
    organisation: wallet.organisation ?? CUSTOMERS,
    role: describe(wallet),
    address: wallet.address,
    privateKey: wallet.privateKey,
    passphrase: wallet.passphrase,
  }));
}

/** Under which wallets of no organisation are listed. */
const CUSTOMERS = "Customers";

type Described = { part: string; roles: readonly string[]; enrolled: boolean };

/** The strongest thing that a wallet can do; a newcomer is one who still has to enrol. */
function describe({ part, roles, enrolled }: Described): string {
  if (part === "customer") return "a customer's own wallet";
  if (part === "organisation") return "organisation account";
  const can = ["KEEPER", "WRITER", "COMPLIANCE", "READER"].find((role) => roles.includes(role)) ?? "member";
  return enrolled ? can.toLowerCase() : `${can.toLowerCase()}, new here`;
}
