import { registerOrganisation } from "#client/acts/organisations.ts";
import { grantRole } from "#client/acts/roles.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { type DemoPlace, walletOf } from "./demo-member.ts";
import { DEMO_ORGANISATIONS, DEMO_WALLETS, type DemoRole, type DemoWallet } from "./wallets.ts";

/** Registers the demo's organisations and gives its people their roles: council → organisation → KEEPER → the others. */
export async function foundConsortium({ registry, rpcUrl }: Pick<DemoPlace, "registry" | "rpcUrl">): Promise<void> {
  const council = DEMO_WALLETS.find(({ part }) => part === "council") as DemoWallet;
  for (const { name, address } of DEMO_ORGANISATIONS) {
    await registerOrganisation({
      registry,
      wallet: walletOf({ person: council, rpcUrl }),
      organisation: address,
      name,
    });
  }
  for (const { name, address } of DEMO_ORGANISATIONS) {
    const members = DEMO_WALLETS.filter(({ part, organisation }) => part === "member" && organisation === name);
    const own = DEMO_WALLETS.find((wallet) => wallet.address === address) as DemoWallet;
    const keeper = members.find(({ roles }) => roles.includes("KEEPER")) as DemoWallet;
    const give = async (by: DemoWallet, to: DemoWallet, role: DemoRole) =>
      grantRole({
        registry,
        wallet: walletOf({ person: by, rpcUrl }),
        role: organisationRole(role, address),
        account: to.address,
      });
    await give(own, keeper, "KEEPER");
    for (const member of members) {
      for (const role of member.roles) if (role !== "KEEPER") await give(keeper, member, role);
    }
  }
}
