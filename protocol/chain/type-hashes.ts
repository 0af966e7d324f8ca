import { type Hex, keccak256, stringToBytes } from "viem";

/** The EIP-712 types of an entry, in the order of the Solidity structs. */
export const ENTRY_TYPES = {
  Header: [
    { name: "customer", type: "bytes32" },
    { name: "sequence", type: "uint64" },
    { name: "steward", type: "address" },
  ],
  Body: [
    { name: "previous", type: "bytes32" },
    { name: "author", type: "address" },
    { name: "kind", type: "uint16" },
    { name: "keyEpoch", type: "uint32" },
    { name: "commitment", type: "bytes32" },
    { name: "payloadDigest", type: "bytes32" },
  ],
  Entry: [
    { name: "header", type: "Header" },
    { name: "body", type: "Body" },
  ],
} as const;

const HEADER_TYPE = "Header(bytes32 customer,uint64 sequence,address steward)";
const BODY_TYPE =
  "Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)";
const ENTRY_TYPE = `Entry(Header header,Body body)${BODY_TYPE}${HEADER_TYPE}`;
const ERASED_TYPE = "Erased(bytes32 head)";

export const HEADER_TYPEHASH: Hex = keccak256(stringToBytes(HEADER_TYPE));
export const BODY_TYPEHASH: Hex = keccak256(stringToBytes(BODY_TYPE));
export const ENTRY_TYPEHASH: Hex = keccak256(stringToBytes(ENTRY_TYPE));
export const ERASED_TYPEHASH: Hex = keccak256(stringToBytes(ERASED_TYPE));
