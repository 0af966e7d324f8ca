import { bytes, struct, U32BE, U64BE } from "micro-packed";
import type { Address } from "viem";
import { defineHeader } from "../bytes/define-header.ts";
import { addressCoder } from "../bytes/hex-coders.ts";

/** What the wrap of an old organisation secret says of itself, all of it authenticated. */
export type HistoryHeader = {
  chainId: bigint;
  registry: Address;
  organisation: Address;
  /** The key epoch of the secret inside; it is under the secret of the next one. */
  epoch: number;
};

const HISTORY_WRAP = defineHeader({
  name: "history wrap",
  magic: "KNTH",
  version: 1,
  suite: 1,
  fields: struct({
    chainId: U64BE,
    registry: addressCoder,
    organisation: addressCoder,
    epoch: U32BE,
    nonce: bytes(24),
  }),
});

/** Everything before the ciphertext: the associated data. */
export const HISTORY_HEADER_LENGTH = HISTORY_WRAP.length;
/** A secret and its tag follow the header. */
export const HISTORY_WRAP_LENGTH = HISTORY_HEADER_LENGTH + 48;

/** The bytes before a history wrap's ciphertext. @throws InvalidArgument, InvalidFormat */
export function encodeHistoryHeader({ header, nonce }: { header: HistoryHeader; nonce: Uint8Array }): Uint8Array {
  checkHeader(header);
  return HISTORY_WRAP.encode({ ...header, nonce });
}

/**
 * @param wrap the whole history wrap.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite
 */
export function parseHistoryHeader(wrap: Uint8Array): HistoryHeader & { nonce: Uint8Array } {
  const header = HISTORY_WRAP.decode(wrap);
  if (wrap.length !== HISTORY_WRAP_LENGTH) throw HISTORY_WRAP.invalid(`is not ${HISTORY_WRAP_LENGTH} bytes long`);
  checkHeader(header);
  return header;
}

function checkHeader({ epoch }: HistoryHeader): void {
  if (epoch < 1) throw HISTORY_WRAP.invalid("names a key epoch 0");
}
