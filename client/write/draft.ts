import { type Address, bytesToHex, type Hex } from "viem";
import { type RandomBytes, secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { customerIdOf } from "#protocol/chain/entry.ts";

/**
 * One entry that somebody wants to write. `record` is a record as JSON gives it (its `schema` names the kind); it is
 * parsed before anything leaves this process. A draft is plaintext: the journal keeps it encrypted.
 */
export type Draft = {
  customer: Hex;
  /** Of a customer that is not on chain yet: the salt that its id was made from. */
  salt?: Hex;
  record: unknown;
  /** The head that the author has seen. Where given, anything newer on chain is refused as `StaleHead`. */
  follows?: Hex;
  /**
   * Of an edited profile: the profile's entry, by its hash, and what it said. Where there is a newer profile by now, what was
   * changed is merged into that one, and only what both changed is asked for.
   */
  base?: { head: Hex; record: unknown };
};

export type NewCustomer = { customer: Hex; salt: Hex };

/** An id for a new customer of an organisation, which nobody else can take. */
export function newCustomer(parameters: { organisation: Address; randomBytes?: RandomBytes }): NewCustomer {
  const { organisation, randomBytes = secureRandomBytes } = parameters;
  const salt = bytesToHex(randomBytes(32));
  return { customer: customerIdOf({ steward: organisation, salt }), salt };
}
