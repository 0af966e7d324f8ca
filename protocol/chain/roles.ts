import { type Address, encodeAbiParameters, type Hex, keccak256, stringToBytes } from "viem";

export type OrganisationRole = "WRITER" | "READER" | "KEEPER" | "COMPLIANCE" | "ORGANISATION";

const PARAMETERS = [{ type: "string" }, { type: "address" }] as const;

/** The id of an organisation's role: `keccak256(abi.encode(string name, address organisation))`. */
export function organisationRole(name: OrganisationRole, organisation: Address): Hex {
  return keccak256(encodeAbiParameters(PARAMETERS, [name, organisation]));
}

/** May read everything that is for auditors, for as long as its seat lasts. */
export const AUDITOR_ROLE: Hex = keccak256(stringToBytes("AUDITOR"));

/** May pause and resume writes. */
export const PAUSER_ROLE: Hex = keccak256(stringToBytes("PAUSER"));
