import { struct, U8, U32BE, U64BE } from "micro-packed";
import type { Address } from "viem";
import { defineHeader } from "../bytes/define-header.ts";
import { addressCoder } from "../bytes/hex-coders.ts";
import { KontorError } from "../errors/kontor-error.ts";

/** Who sealed a secret to whom, all of it authenticated. */
export type SealedSecretHeader = {
  chainId: bigint;
  registry: Address;
  /** The organisation whose secret, channel key or challenge it is. */
  sender: Address;
  /** The sender's key epoch that the secret belongs to. */
  senderEpoch: number;
  /** Whose published key it is sealed to: a member, another organisation, a subject. */
  recipient: Address;
  /** The epoch of the recipient's key. */
  recipientEpoch: number;
};

/** What is sealed, and the byte that says so. */
export const SEALED_PURPOSES = { organisation: 1, channel: 2, possession: 3 } as const;
export type SealedPurpose = keyof typeof SEALED_PURPOSES;

/** A header with its purpose: a secret sealed for one is refused where another is asked for. */
export type SealedHeader = SealedSecretHeader & { purpose: SealedPurpose };

const PURPOSES = new Map<number, SealedPurpose>(
  (Object.keys(SEALED_PURPOSES) as SealedPurpose[]).map((name) => [SEALED_PURPOSES[name], name]),
);

const SEALED = defineHeader({
  name: "sealed secret",
  magic: "KNTS",
  version: 1,
  suite: 1,
  fields: struct({
    purpose: U8,
    chainId: U64BE,
    registry: addressCoder,
    sender: addressCoder,
    senderEpoch: U32BE,
    recipient: addressCoder,
    recipientEpoch: U32BE,
  }),
});

/** Everything before `enc`: the HPKE info. */
export const SEALED_SECRET_HEADER_LENGTH = SEALED.length;
/** X-Wing's encapsulated key. */
export const ENC_LENGTH = 1120;
/** A secret and its tag follow. */
export const SEALED_SECRET_LENGTH = SEALED_SECRET_HEADER_LENGTH + ENC_LENGTH + 48;

/** The bytes before `enc`. @throws InvalidArgument, InvalidFormat */
export function encodeSealedHeader(header: SealedHeader): Uint8Array {
  checkHeader(header);
  return SEALED.encode({ ...header, purpose: SEALED_PURPOSES[header.purpose] });
}

/**
 * The header of a sealed secret of any purpose; needs no key.
 * @param sealed the whole sealed secret.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownPurpose
 */
export function parseSealedHeader(sealed: Uint8Array): SealedHeader {
  const { purpose: code, ...header } = SEALED.decode(sealed);
  if (sealed.length !== SEALED_SECRET_LENGTH) throw SEALED.invalid(`is not ${SEALED_SECRET_LENGTH} bytes long`);
  const purpose = PURPOSES.get(code);
  if (purpose === undefined) throw unknownPurpose(code);
  checkHeader(header);
  return { purpose, ...header };
}

/**
 * The header of a sealed organisation secret.
 * @param sealed the whole sealed secret.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownPurpose for every other purpose
 */
export function parseSealedSecretHeader(sealed: Uint8Array): SealedSecretHeader {
  const { purpose, ...header } = parseSealedHeader(sealed);
  if (purpose !== "organisation") throw unknownPurpose(SEALED_PURPOSES[purpose]);
  return header;
}

function unknownPurpose(purpose: number): KontorError {
  const details = { purpose };
  return new KontorError({
    code: "UnknownPurpose",
    message: "The sealed secret's purpose is not known here.",
    details,
  });
}

function checkHeader({ senderEpoch, recipientEpoch }: SealedSecretHeader): void {
  if (senderEpoch < 1 || recipientEpoch < 1) {
    throw SEALED.invalid("names a key epoch 0");
  }
}
