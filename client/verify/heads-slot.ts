import { encodeAbiParameters, type Hex, keccak256 } from "viem";

/** The storage slot of the registry's `mapping(bytes32 customer => bytes32 head)`, of the code whose hash is pinned. */
const HEADS_SLOT = 7n;

/** Where the registry stores a customer's head (Solidity's layout of mappings). */
export function headSlotOf(customer: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "uint256" }], [customer, HEADS_SLOT]));
}
