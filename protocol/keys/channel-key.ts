import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Address } from "viem";
import { expectLength } from "../bytes/expect-length.ts";
import { fromHex } from "../bytes/hex.ts";
import type { RandomBytes } from "../bytes/random-bytes.ts";
import { openFromSender, sealToRecipient } from "./seal-to-recipient.ts";
import type { SealedSecretHeader } from "./sealed-secret-header.ts";
import { SECRET_LENGTH } from "./section-key.ts";

const encoder = new TextEncoder();
const CHANNEL_LABEL = encoder.encode("kontor/channel/1");
const WRAP_LABEL = encoder.encode("kontor/channel-wrap/1");

/**
 * The channel key of a steward to one grantee in one key epoch: PROTOCOL.md, section 4. It comes from the steward's secret
 * of that epoch, so that every member of the steward has it, no copy can be lost, and two members never make two.
 * @returns 32 bytes.
 * @throws InvalidLength, InvalidHex
 */
export function deriveChannelKey({
  organisationSecret,
  grantee,
}: {
  /** The steward's, of the channel's epoch. */
  organisationSecret: Uint8Array;
  /** An organisation or a subject. */
  grantee: Address;
}): Uint8Array {
  expectLength({ bytes: organisationSecret, length: SECRET_LENGTH, name: "The organisation secret" });
  const info = Uint8Array.of(...CHANNEL_LABEL, ...fromHex({ hex: grantee, length: 20, name: "The grantee" }));
  return hkdf(sha256, organisationSecret, undefined, info, SECRET_LENGTH);
}

/** The key that customer secrets and section keys are wrapped under for the grantee. @throws InvalidLength */
export function deriveChannelWrapKey(channelKey: Uint8Array): Uint8Array {
  expectLength({ bytes: channelKey, length: SECRET_LENGTH, name: "The channel key" });
  return hkdf(sha256, channelKey, undefined, WRAP_LABEL, SECRET_LENGTH);
}

export type SealChannelKeyParameters = {
  /** sender: the steward, in the channel's epoch; recipient: the grantee. */
  header: SealedSecretHeader;
  channelKey: Uint8Array;
  /** The grantee's public key, already checked against the key directory. */
  recipientKey: Uint8Array;
  randomBytes?: RandomBytes;
};

/**
 * Seals a channel key to the grantee's published key: PROTOCOL.md, section 4.2, purpose 2. The one asymmetric operation of
 * sharing any number of customers.
 * @returns 1,251 bytes.
 * @throws InvalidLength, InvalidArgument, InvalidFormat, InvalidPublicKey
 */
export async function sealChannelKey({
  header,
  channelKey,
  ...parameters
}: SealChannelKeyParameters): Promise<Uint8Array> {
  return sealToRecipient({ ...parameters, header: { ...header, purpose: "channel" }, secret: channelKey });
}

export type OpenChannelKeyParameters = {
  sealed: Uint8Array;
  /** What the grantee knows from elsewhere; a channel of anything else is refused. */
  expected: SealedSecretHeader;
  /** Of the grantee's key; an organisation's is derived from its secret. */
  seed: Uint8Array;
};

/**
 * The channel key. Nothing here says that the steward sealed it: anybody can seal something to a public key. What a forged
 * one leads to opens no entry; so whoever writes under a secret from a channel first opens an entry with it.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownPurpose, ContextMismatch, InvalidLength, DecryptionFailed
 */
export async function openChannelKey({ expected, ...parameters }: OpenChannelKeyParameters): Promise<Uint8Array> {
  return openFromSender({ ...parameters, expected: { ...expected, purpose: "channel" } });
}
