import type { Address, Hex } from "viem";
import { encodeAbiWords } from "../bytes/abi-words.ts";
import { toHex } from "../bytes/hex.ts";
import { keccak256 } from "../bytes/keccak.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { BODY_TYPEHASH, ENTRY_TYPEHASH, HEADER_TYPEHASH } from "./type-hashes.ts";

/** What the registry has to know of a predecessor. */
export type Header = { customer: Hex; sequence: bigint; steward: Address };
export type Body = {
  /** The predecessor's hash; of entry 1, the salt that its customer id was made from. */
  previous: Hex;
  author: Address;
  kind: number;
  /** The epoch of the steward's key that was current when the entry was written. */
  keyEpoch: number;
  commitment: Hex;
  /** SHA-256 of the stored envelope. */
  payloadDigest: Hex;
};
/** One block of a customer's chain. */
export type Entry = { header: Header; body: Body };
/** What a write passes to the registry to name the entry it follows. */
export type Predecessor = { header: Header; bodyHash: Hex };
/** What the author of an entry chooses; the rest follows from the predecessor and the sender. */
export type Content = { kind: number; keyEpoch: number; commitment: Hex; payloadDigest: Hex };

const MAX_SEQUENCE = (1n << 64n) - 1n;

/** EIP-712 hashStruct(Header). @throws InvalidHex, InvalidEntry */
export function hashHeader({ customer, sequence, steward }: Header): Hex {
  return hashWords([
    { bytes32: HEADER_TYPEHASH, name: "type hash" },
    { bytes32: customer, name: "customer" },
    { uint: sequence, bits: 64, name: "sequence" },
    { address: steward, name: "steward" },
  ]);
}

/** EIP-712 hashStruct(Body). @throws InvalidHex, InvalidEntry */
export function hashBody({ previous, author, kind, keyEpoch, commitment, payloadDigest }: Body): Hex {
  return hashWords([
    { bytes32: BODY_TYPEHASH, name: "type hash" },
    { bytes32: previous, name: "previous" },
    { address: author, name: "author" },
    { uint: kind, bits: 16, name: "kind" },
    { uint: keyEpoch, bits: 32, name: "keyEpoch" },
    { bytes32: commitment, name: "commitment" },
    { bytes32: payloadDigest, name: "payloadDigest" },
  ]);
}

/** EIP-712 hashStruct(Entry): the head, when it is a customer's newest entry. @throws InvalidHex, InvalidEntry */
export function hashEntry({ header, body }: Entry): Hex {
  return hashPredecessor({ header, bodyHash: hashBody(body) });
}

/** The hash of an entry that is known by its header and its body's hash. @throws InvalidHex, InvalidEntry */
export function hashPredecessor({ header, bodyHash }: Predecessor): Hex {
  return hashWords([
    { bytes32: ENTRY_TYPEHASH, name: "type hash" },
    { bytes32: hashHeader(header), name: "header" },
    { bytes32: bodyHash, name: "bodyHash" },
  ]);
}

/** `keccak256(abi.encode(steward, salt))`: only this steward can open it. @throws InvalidHex */
export function customerIdOf({ steward, salt }: { steward: Address; salt: Hex }): Hex {
  return hashWords([
    { address: steward, name: "steward" },
    { bytes32: salt, name: "salt" },
  ]);
}

/** The predecessor of entry 1: sequence 0, with the salt in the place of a body hash. @throws InvalidHex */
export function originOf({ steward, salt }: { steward: Address; salt: Hex }): Predecessor {
  return { header: { customer: customerIdOf({ steward, salt }), sequence: 0n, steward }, bodyHash: salt };
}

/** What the successor of `entry` passes to the registry. @throws InvalidHex, InvalidEntry */
export function predecessorOf(entry: Entry): Predecessor {
  return { header: { ...entry.header }, bodyHash: hashBody(entry.body) };
}

/**
 * The entry that the registry makes of a predecessor and a content.
 * @param parameters.steward the new steward, of a transfer only; everything else stays with the predecessor's.
 * @throws InvalidHex, InvalidEntry
 */
export function nextEntry({
  predecessor,
  content,
  author,
  steward,
}: {
  predecessor: Predecessor;
  content: Content;
  author: Address;
  steward?: Address;
}): Entry {
  const { header, bodyHash } = predecessor;
  if (header.sequence >= MAX_SEQUENCE) {
    throw new KontorError({ code: "InvalidEntry", message: "The predecessor's sequence is the last there can be." });
  }
  const { kind, keyEpoch, commitment, payloadDigest } = content;
  return {
    header: { customer: header.customer, sequence: header.sequence + 1n, steward: steward ?? header.steward },
    body: {
      previous: header.sequence === 0n ? bodyHash : hashPredecessor(predecessor),
      author,
      kind,
      keyEpoch,
      commitment,
      payloadDigest,
    },
  };
}

function hashWords(words: Parameters<typeof encodeAbiWords>[0]): Hex {
  return toHex(keccak256(encodeAbiWords(words)));
}
