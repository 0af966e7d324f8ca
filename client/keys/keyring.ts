import type { Address, Hex } from "viem";

/** An organisation's key of one epoch. Lives in memory only. */
export type OrganisationKey = {
  organisation: Address;
  epoch: number;
  keyHash: Hex;
  secret: Uint8Array;
  /** Customer secrets are wrapped under it. */
  wrapKey: Uint8Array;
};

/** What a member can open of one organisation: its keys by epoch. */
export type Keyring = {
  organisation: Address;
  /** The newest epoch in the directory; what is written now is written under it. */
  current: OrganisationKey;
  keys: ReadonlyMap<number, OrganisationKey>;
};
