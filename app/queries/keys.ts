import type { Address, Hex } from "viem";

/** Names of everything that is asked for and remembered, so that whoever learns of a change knows what to ask anew. */
export const queryKeys = {
  registry: ["registry"] as const,
  chain: ["chain"] as const,
  session: ["session"] as const,
  organisations: ["organisations"] as const,
  members: (organisation: Address) => ["members", organisation] as const,
  admissions: (organisation: Address, epoch: number) => ["admissions", organisation, epoch] as const,
  directoryKey: (account: Address) => ["directory-key", account] as const,
  identity: (account: Address) => ["identity", account] as const,
  organisationSecrets: (organisation: Address) => ["organisation-secrets", organisation] as const,
  customers: (organisation: Address) => ["customers", organisation] as const,
  customer: (customer: Hex) => ["customer", customer] as const,
  access: (customer: Hex) => ["access", customer] as const,
  erasure: (customer: Hex) => ["erasure", customer] as const,
  grants: (steward: Address) => ["grants", steward] as const,
  keyHistory: (account: Address) => ["key-history", account] as const,
  subject: (customer: Hex) => ["subject", customer] as const,
  mine: (account: Address) => ["mine", account] as const,
  mineCustomer: (parameters: { account: Address; customer: Hex }) =>
    ["mine", parameters.account, parameters.customer] as const,
  challenges: (account: Address) => ["challenges", account] as const,
  restoredPayloads: (author: Address) => ["restored-payloads", author] as const,
  verification: (customer: Hex) => ["verification", customer] as const,
} as const;
