import type { Address, Hex } from "viem";

/** A well-known account of the local test chain, and whom it plays there. */
export type DevelopmentWallet = {
  name: string;
  organisation: string;
  /** What the person may do, in a few words. */
  role: string;
  address: Address;
  privateKey: Hex;
  /** The passphrase that the demonstration enrolled it with; null where the person enrols it in the browser. */
  passphrase: string | null;
};
