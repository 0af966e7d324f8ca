import type { Address } from "viem";
import { deriveOrganisationSeed } from "#protocol/keys/organisation-key.ts";
import type { Identity } from "./identity.ts";
import type { Keyring } from "./keyring.ts";

/** Somebody that customers are shared with, able to open what was sealed to their published keys. */
export type Holder = {
  account: Address;
  /** By the epoch of the published key. */
  seeds: ReadonlyMap<number, Uint8Array>;
};

/** An organisation as a grantee: every member opens for it. */
export function holderOfKeyring({ organisation, keys }: Keyring): Holder {
  const seeds = new Map([...keys].map(([epoch, { secret }]) => [epoch, deriveOrganisationSeed(secret)]));
  return { account: organisation, seeds };
}

/** A wallet as a grantee or as a customer's subject. */
export function holderOfIdentity({ account, epoch, seed }: Identity): Holder {
  return { account, seeds: new Map([[epoch, seed]]) };
}
