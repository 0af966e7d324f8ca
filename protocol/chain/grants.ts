import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { KontorError } from "../errors/kontor-error.ts";
import { CONTENT_KINDS, KINDS } from "./kinds.ts";

/** What a steward lets a grantee read: one customer or all, one kind or all. */
export type Grant = {
  steward: Address;
  /** A customer's id, or ALL_CUSTOMERS. */
  customer: Hex;
  /** A kind's code (1 to 6), or ALL_KINDS. */
  scope: number;
};

/** In the place of a customer: all of the steward's, those to come too. */
export const ALL_CUSTOMERS: Hex = `0x${"00".repeat(32)}`;
/** In the place of a kind: all of them. */
export const ALL_KINDS = 0;
/** An end that means none: the highest uint64. */
export const NO_END = (1n << 64n) - 1n;

const PARAMETERS = [{ type: "string" }, { type: "address" }, { type: "bytes32" }, { type: "uint16" }] as const;
const SCOPES: ReadonlySet<number> = new Set([ALL_KINDS, ...CONTENT_KINDS.map((name) => KINDS[name])]);

/**
 * The id of a grant's role: `keccak256(abi.encode("GRANT", steward, customer, uint16 scope))`. The steward is part of it, so a
 * transfer voids the former steward's grants.
 * @throws UnknownScope
 */
export function grantRole({ steward, customer, scope }: Grant): Hex {
  if (!SCOPES.has(scope)) {
    const details = { scope };
    throw new KontorError({ code: "UnknownScope", message: "The grant's scope is no kind with content.", details });
  }
  return keccak256(encodeAbiParameters(PARAMETERS, ["GRANT", steward, customer, scope]));
}

/**
 * The grants of which any one lets a grantee read a customer's entries of a kind, the narrowest first; as the registry's
 * `hasGrant` asks for them.
 */
export function coveringGrants({ steward, customer, scope }: Grant): Grant[] {
  const customers = customer === ALL_CUSTOMERS ? [ALL_CUSTOMERS] : [customer, ALL_CUSTOMERS];
  const scopes = scope === ALL_KINDS ? [ALL_KINDS] : [scope, ALL_KINDS];
  return customers.flatMap((covered) => scopes.map((kind) => ({ steward, customer: covered, scope: kind })));
}
