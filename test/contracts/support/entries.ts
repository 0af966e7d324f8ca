import { AbiCoder, hexlify, keccak256, randomBytes, TypedDataEncoder, type TypedDataField } from "ethers";

// The chain's formats once more, from the EIP-712 types and ethers' encoder alone: what the contract computes is compared with
// a derivation that shares no code with it.

export type Header = { customer: string; sequence: bigint; steward: string };
export type Body = {
  previous: string;
  author: string;
  kind: number;
  keyEpoch: number;
  commitment: string;
  payloadDigest: string;
};
export type Entry = { header: Header; body: Body };
export type Predecessor = { header: Header; bodyHash: string };
export type Content = { kind: number; keyEpoch: number; commitment: string; payloadDigest: string };

const BODY: TypedDataField[] = [
  { name: "previous", type: "bytes32" },
  { name: "author", type: "address" },
  { name: "kind", type: "uint16" },
  { name: "keyEpoch", type: "uint32" },
  { name: "commitment", type: "bytes32" },
  { name: "payloadDigest", type: "bytes32" },
];
const HEADER: TypedDataField[] = [
  { name: "customer", type: "bytes32" },
  { name: "sequence", type: "uint64" },
  { name: "steward", type: "address" },
];
const ENTRY_TYPES = {
  Entry: [
    { name: "header", type: "Header" },
    { name: "body", type: "Body" },
  ],
  Body: BODY,
  Header: HEADER,
};

/** The EIP-712 types of a signed append. */
export const APPEND_TYPES = {
  Append: [
    { name: "entry", type: "Entry" },
    { name: "deadline", type: "uint256" },
  ],
  ...ENTRY_TYPES,
};

export const ZERO_HASH = `0x${"00".repeat(32)}`;

export function randomHash(): string {
  return hexlify(randomBytes(32));
}

export function headOf(entry: Entry): string {
  return TypedDataEncoder.from(ENTRY_TYPES).hash(entry);
}

/** What is stored of an erased customer, from the hash of its last entry. */
export function erasedHeadOf(head: string): string {
  return TypedDataEncoder.from({ Erased: [{ name: "head", type: "bytes32" }] }).hash({ head });
}

export function predecessorOf({ header, body }: Entry): Predecessor {
  return { header, bodyHash: TypedDataEncoder.from({ Body: BODY }).hash(body) };
}

/** The predecessor of a new customer's first entry. */
export function originOf({ steward, salt = randomHash() }: { steward: string; salt?: string }): Predecessor {
  return { header: { customer: customerIdOf({ steward, salt }), sequence: 0n, steward }, bodyHash: salt };
}

export function customerIdOf({ steward, salt }: { steward: string; salt: string }): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["address", "bytes32"], [steward, salt]));
}

export function contentOf(content: Partial<Content> = {}): Content {
  return { kind: 1, keyEpoch: 1, commitment: randomHash(), payloadDigest: randomHash(), ...content };
}

/** The entry that the registry makes of a predecessor and a content. */
export function entryOf({
  predecessor,
  content,
  author,
  steward = predecessor.header.steward,
  previous,
}: {
  predecessor: Predecessor;
  content: Content;
  author: string;
  /** Another than the predecessor's: a transfer's. */
  steward?: string;
  /** The predecessor's hash; an origin's is its salt. */
  previous?: string;
}): Entry {
  const { customer, sequence } = predecessor.header;
  if (sequence > 0n && previous === undefined) throw new Error("Only an origin is its own predecessor.");
  return {
    header: { customer, sequence: sequence + 1n, steward },
    body: { previous: previous ?? predecessor.bodyHash, author, ...content },
  };
}

/** The arguments of `EntryAppended`, in order. */
export function eventOf({ header, body }: Entry): unknown[] {
  const { customer, sequence, steward } = header;
  const { previous, author, kind, keyEpoch, commitment, payloadDigest } = body;
  return [customer, sequence, steward, previous, author, kind, keyEpoch, commitment, payloadDigest];
}
