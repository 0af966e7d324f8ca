import type { Hex } from "viem";
import type { RandomBytes } from "../bytes/random-bytes.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { keyHashOf } from "./key-hash.ts";
import { organisationPublicKeyOf } from "./organisation-key.ts";
import { openFromSender, sealToRecipient } from "./seal-to-recipient.ts";
import type { SealedSecretHeader } from "./sealed-secret-header.ts";

export type SealSecretParameters = {
  header: SealedSecretHeader;
  /** The organisation's, of the header's sender epoch. */
  secret: Uint8Array;
  /** The member's public key, already checked against the key directory. */
  recipientKey: Uint8Array;
  randomBytes?: RandomBytes;
};

/**
 * Seals an organisation secret to a member's identity key: PROTOCOL.md, section 4.2, purpose 1.
 * @returns 1,251 bytes.
 * @throws InvalidLength, InvalidArgument, InvalidFormat, InvalidPublicKey
 */
export async function sealSecret({ header, ...parameters }: SealSecretParameters): Promise<Uint8Array> {
  return sealToRecipient({ ...parameters, header: { ...header, purpose: "organisation" } });
}

export type OpenSecretParameters = {
  sealed: Uint8Array;
  /** What the recipient knows from elsewhere; a secret for anything else is refused. */
  expected: SealedSecretHeader;
  /** The key directory's hash of the sender's key in the sender epoch, read from the chain. */
  organisationKeyHash: Hex;
  /** Of the recipient's identity key. */
  seed: Uint8Array;
};

/**
 * The organisation secret, accepted only when the organisation's published key comes from it: anybody can seal something
 * to a public key, and this is what tells the organisation's secret from an intruder's.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownPurpose, ContextMismatch, InvalidLength, DecryptionFailed,
 *   KeyHashMismatch
 */
export async function openSecret(parameters: OpenSecretParameters): Promise<Uint8Array> {
  const { sealed, expected, organisationKeyHash, seed } = parameters;
  const secret = await openFromSender({ sealed, expected: { ...expected, purpose: "organisation" }, seed });
  if (keyHashOf(await organisationPublicKeyOf(secret)) !== organisationKeyHash.toLowerCase()) {
    const message = "The sealed secret is not the one that the organisation's published key comes from.";
    throw new KontorError({ code: "KeyHashMismatch", message });
  }
  return secret;
}
