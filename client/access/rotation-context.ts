import type { Address } from "viem";
import type { RandomBytes } from "#protocol/bytes/random-bytes.ts";
import type { Identity } from "../keys/identity.ts";
import type { SealingContext } from "../keys/recipient-key.ts";
import type { Wallet } from "../registry/registry.ts";
import type { RotationJournal } from "./rotation.ts";

/** What rotations work with: the service with a session of the wallet. */
export type RotationContext = SealingContext & {
  organisation: Address;
  /** A KEEPER of the organisation, enrolled and admitted. */
  wallet: Wallet;
  identity: Identity;
  journal: RotationJournal;
  randomBytes?: RandomBytes;
};
