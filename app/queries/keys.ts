import type { Address, Hex } from "viem";

/** What is asked for: the first part of every key. */
export type Topic =
  | "registry"
  | "chain"
  | "connection"
  | "session"
  | "organisations"
  | "members"
  | "admissions"
  | "directory-key"
  | "key-history"
  | "identity"
  | "locks"
  | "organisation-secrets"
  | "challenges"
  | "customers"
  | "customer"
  | "access"
  | "subject"
  | "subject-keys"
  | "mine"
  | "erasure"
  | "verification"
  | "restored-payloads"
  | "conflicts";

type Key = readonly [Topic, ...(string | number | readonly (string | number)[])[]];

/** Names of everything that is asked for and remembered: the one place where they are spelled. */
export const queryKeys = {
  registry: ["registry"],
  chain: ["chain"],
  connection: ["connection"],
  session: ["session"],
  organisations: ["organisations"],
  members: (organisation: Address) => ["members", organisation],
  admissions: (organisation: Address, epoch: number) => ["admissions", organisation, epoch],
  directoryKey: (account: Address) => ["directory-key", account],
  keyHistory: (account: Address) => ["key-history", account],
  identity: (account: Address) => ["identity", account],
  locks: (account: Address) => ["locks", account],
  /** Of one member; without, of whoever acts for the organisation. */
  organisationSecrets: (organisation: Address, member?: Address) => [
    "organisation-secrets",
    organisation,
    ...(member === undefined ? [] : [member]),
  ],
  challenges: (account: Address, epochs: readonly number[]) => ["challenges", account, epochs],
  customers: (organisation: Address) => ["customers", organisation],
  customer: (customer: Hex) => ["customer", customer],
  access: (customer: Hex) => ["access", customer],
  subject: (customer: Hex) => ["subject", customer],
  subjectKeys: (parameters: { customer: Hex; subject: Address; epoch: number; acceptedKeys: readonly Hex[] }) => [
    "subject-keys",
    parameters.customer,
    parameters.subject,
    parameters.epoch,
    parameters.acceptedKeys,
  ],
  mine: (account: Address) => ["mine", account],
  mineCustomer: (parameters: { account: Address; customer: Hex }) => ["mine", parameters.account, parameters.customer],
  erasure: (customer: Hex) => ["erasure", customer],
  verification: (customer: Hex) => ["verification", customer],
  restoredPayloads: (author: Address) => ["restored-payloads", author],
  /** Of one write, as it stands against these entries. */
  conflicts: (write: string, heads: readonly Hex[]) => ["conflicts", write, heads],
} as const satisfies Record<string, Key | ((...given: never[]) => Key)>;

/** What roles, keys, grants and subjects decide. */
const DIRECTORY: readonly Topic[] = [
  ...(["session", "organisations", "members", "admissions", "directory-key", "organisation-secrets"] as const),
  ...(["key-history", "access", "subject", "subject-keys", "mine", "customers", "customer"] as const),
];

/** What each kind of change makes outdated. */
export const OUTDATED_BY = {
  /** An entry that somebody wrote. */
  entry: ["customers", "access", "mine", "erasure"],
  /** A role, key, grant or subject that changed on the chain. */
  directory: DIRECTORY,
  /** Blocks that the chain took back. */
  reorganisation: [...DIRECTORY, "erasure"],
  /** A transaction of the connected wallet about a customer. */
  act: ["mine", "subject", "subject-keys", "access", "customer", "customers", "erasure"],
  /** A new key of the organisation: a removal, a revocation, a renewal. */
  rotation: [
    ...(["organisation-secrets", "members", "admissions", "directory-key", "key-history"] as const),
    ...(["access", "customers", "customer"] as const),
  ],
  /** The organisation's first key. */
  foundedKey: ["directory-key", "organisations", "organisation-secrets", "admissions", "members"],
  /** One of the member's own writes, confirmed. */
  write: ["customers", "mine"],
  sharing: ["access"],
  role: ["members"],
  admission: ["admissions"],
  /** What opens the member's own key. */
  locks: ["identity", "locks"],
} as const satisfies Record<string, readonly Topic[]>;

/** What holds decrypted records or depends on an opened key: dropped when the key is locked. */
export const PRIVATE_TOPICS: readonly Topic[] = [
  ...([
    "customers",
    "customer",
    "organisation-secrets",
    "identity",
    "locks",
    "admissions",
    "mine",
    "subject-keys",
    "conflicts",
  ] as const),
];
