import type { Address, Hex } from "viem";

/** The key of an account that this device has seen, and its person has not objected to. */
export type KnownKey = { account: Address; epoch: number; keyHash: Hex };

/** Where a device remembers other people's keys, by lower-case account. `save` returns when it is durable. */
export type KnownKeys = {
  load(account: Address): Promise<KnownKey | null>;
  save(key: KnownKey): Promise<void>;
};
