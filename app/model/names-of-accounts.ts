import type { Address } from "viem";
import type { Organisation } from "#protocol/api/organisations.ts";

/** Names by lower-case address. An organisation's registered name wins over everything else. */
export function namesOfAccounts(parameters: {
  organisations: readonly Organisation[];
  developmentWallets: readonly { address: Address; name: string }[];
}): ReadonlyMap<string, string> {
  const { organisations, developmentWallets } = parameters;
  const names = new Map<string, string>();
  for (const { address, name } of developmentWallets) names.set(address.toLowerCase(), name);
  for (const { organisation, name } of organisations) names.set(organisation.toLowerCase(), name);
  return names;
}
