import { struct, U8, U32BE, U64BE } from "micro-packed";
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
import { KontorError } from "../errors/kontor-error.ts";

/** What a sealed organisation secret says of itself, all of it authenticated. */
export type SealedSecretHeader = {
  chainId: bigint;
  registry: Address;
  /** The organisation whose secret it is. */
  sender: Address;
  /** The organisation's key epoch that the secret belongs to. */
  senderEpoch: number;
  /** The member whose identity key opens it. */
  recipient: Address;
  /** The epoch of the member's identity key. */
  recipientEpoch: number;
};

const SEALED_SECRET_FORMAT: BinaryFormat = { name: "sealed secret", magic: "KNTS", version: 1, suite: 1 };
/** Everything before `enc`: the HPKE info. */
export const SEALED_SECRET_HEADER_LENGTH = 83;
/** X-Wing's encapsulated key. */
export const ENC_LENGTH = 1120;
export const SEALED_SECRET_LENGTH = 1251;

const PURPOSE_ORGANISATION_SECRET = 1;

const headerCoder = struct({
  purpose: U8,
  chainId: U64BE,
  registry: addressCoder,
  sender: addressCoder,
  senderEpoch: U32BE,
  recipient: addressCoder,
  recipientEpoch: U32BE,
});

/** The bytes before `enc`. @throws InvalidArgument, InvalidFormat */
export function encodeSealedSecretHeader(header: SealedSecretHeader): Uint8Array {
  checkHeader(header);
  const value = { ...header, purpose: PURPOSE_ORGANISATION_SECRET };
  const encoded = new Uint8Array(SEALED_SECRET_HEADER_LENGTH);
  encoded.set(encodePrefix(SEALED_SECRET_FORMAT));
  encoded.set(encodeAll({ coder: headerCoder, value, name: "sealed secret" }), PREFIX_LENGTH);
  return encoded;
}

/**
 * @param sealed the whole sealed secret.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownPurpose
 */
export function parseSealedSecretHeader(sealed: Uint8Array): SealedSecretHeader {
  readPrefix({ format: SEALED_SECRET_FORMAT, bytes: sealed });
  if (sealed.length !== SEALED_SECRET_LENGTH) {
    throw invalidFormat({ name: "sealed secret", problem: `isn't ${SEALED_SECRET_LENGTH} bytes long` });
  }
  const encoded = sealed.subarray(PREFIX_LENGTH, SEALED_SECRET_HEADER_LENGTH);
  const { purpose, ...header } = decodeAll({ coder: headerCoder, bytes: encoded, name: "sealed secret" });
  if (purpose !== PURPOSE_ORGANISATION_SECRET) {
    const details = { purpose };
    throw new KontorError({ code: "UnknownPurpose", message: "The sealed secret's purpose is not known.", details });
  }
  checkHeader(header);
  return header;
}

function checkHeader({ senderEpoch, recipientEpoch }: SealedSecretHeader): void {
  if (senderEpoch < 1 || recipientEpoch < 1) {
    throw invalidFormat({ name: "sealed secret", problem: "names a key epoch 0" });
  }
}
