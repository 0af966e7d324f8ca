import type { Address, Hex } from "viem";

/** A well-known account of the local test chain, and whom it plays there. */
export type DevelopmentWallet = {
  name: string;
  /** Null for a customer's own wallet. */
  organisation: string | null;
  /** What the person may do. */
  plays: "KEEPER" | "WRITER" | "COMPLIANCE" | "READER" | "member" | "organisation" | "customer";
  /** One who still has to set up a key. */
  newcomer: boolean;
  address: Address;
  privateKey: Hex;
  /** The passphrase that the demonstration enrolled it with; null where the person enrols it in the browser. */
  passphrase: string | null;
};
