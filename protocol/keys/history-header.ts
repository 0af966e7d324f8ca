import { bytes, struct, U32BE, U64BE } from "micro-packed";
import type { Address } from "viem";
import {
  type BinaryFormat,
  decodeAll,
  encodeAll,
  encodePrefix,
  invalidFormat,
  PREFIX_LENGTH,
  readPrefix,
} from "../bytes/binary-format.ts";
import { addressCoder } from "../bytes/hex-coders.ts";

/** What the wrap of an old organisation secret says of itself, all of it authenticated. */
export type HistoryHeader = {
  chainId: bigint;
  registry: Address;
  organisation: Address;
  /** The key epoch of the secret inside; it is under the secret of the next one. */
  epoch: number;
};

const FORMAT: BinaryFormat = { name: "history wrap", magic: "KNTH", version: 1, suite: 1 };
export const HISTORY_WRAP_LENGTH = 130;
/** Everything before the ciphertext: the associated data. */
export const HISTORY_HEADER_LENGTH = 82;

const headerCoder = struct({
  chainId: U64BE,
  registry: addressCoder,
  organisation: addressCoder,
  epoch: U32BE,
  nonce: bytes(24),
});

/** The bytes before a history wrap's ciphertext. @throws InvalidArgument, InvalidFormat */
export function encodeHistoryHeader({ header, nonce }: { header: HistoryHeader; nonce: Uint8Array }): Uint8Array {
  checkHeader(header);
  const encoded = new Uint8Array(HISTORY_HEADER_LENGTH);
  encoded.set(encodePrefix(FORMAT));
  encoded.set(encodeAll({ coder: headerCoder, value: { ...header, nonce }, name: FORMAT.name }), PREFIX_LENGTH);
  return encoded;
}

/**
 * @param wrap the whole history wrap.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite
 */
export function parseHistoryHeader(wrap: Uint8Array): HistoryHeader & { nonce: Uint8Array } {
  readPrefix({ format: FORMAT, bytes: wrap });
  if (wrap.length !== HISTORY_WRAP_LENGTH) {
    throw invalidFormat({ name: FORMAT.name, problem: `isn't ${HISTORY_WRAP_LENGTH} bytes long` });
  }
  const encoded = wrap.subarray(PREFIX_LENGTH, HISTORY_HEADER_LENGTH);
  const header = decodeAll({ coder: headerCoder, bytes: encoded, name: FORMAT.name });
  checkHeader(header);
  return header;
}

function checkHeader({ epoch }: HistoryHeader): void {
  if (epoch < 1) throw invalidFormat({ name: FORMAT.name, problem: "names a key epoch 0" });
}
