import type { Hex } from "viem";
import { expectLength } from "../bytes/expect-length.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { expectContext } from "../envelope/expect-context.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { hpkeSuite, hybridKem } from "./hybrid-kem.ts";
import { SEED_LENGTH } from "./identity-key.ts";
import { keyHashOf } from "./key-hash.ts";
import { organisationPublicKeyOf } from "./organisation-key.ts";
import { checkPublicKey } from "./public-key.ts";
import {
  ENC_LENGTH,
  encodeSealedSecretHeader,
  parseSealedSecretHeader,
  SEALED_SECRET_HEADER_LENGTH,
  SEALED_SECRET_LENGTH,
  type SealedSecretHeader,
} from "./sealed-secret-header.ts";
import { SECRET_LENGTH } from "./section-key.ts";

/** Seeds of X25519 and ML-KEM for one encapsulation. */
const EPHEMERAL_LENGTH = 64;

export type SealSecretParameters = {
  header: SealedSecretHeader;
  /** The organisation's, of the header's sender epoch. */
  secret: Uint8Array;
  /** The member's public key, already checked against the key directory. */
  recipientKey: Uint8Array;
  randomBytes?: RandomBytes;
};

/**
 * Seals an organisation secret to a member's identity key with HPKE: PROTOCOL.md, section 4.2.
 * @returns 1,251 bytes.
 * @throws InvalidLength, InvalidArgument, InvalidFormat, InvalidPublicKey
 */
export async function sealSecret(parameters: SealSecretParameters): Promise<Uint8Array> {
  const { header, secret, recipientKey, randomBytes = secureRandomBytes } = parameters;
  expectLength({ bytes: secret, length: SECRET_LENGTH, name: "The organisation secret" });
  checkPublicKey(recipientKey);
  const info = encodeSealedSecretHeader(header);
  const sender = await hpkeSuite.createSenderContext({
    recipientPublicKey: await hybridKem.deserializePublicKey(Uint8Array.from(recipientKey)),
    info,
    ekm: randomBytes(EPHEMERAL_LENGTH),
  });
  const sealed = new Uint8Array(SEALED_SECRET_LENGTH);
  sealed.set(info);
  sealed.set(new Uint8Array(sender.enc), SEALED_SECRET_HEADER_LENGTH);
  sealed.set(new Uint8Array(await sender.seal(Uint8Array.from(secret))), SEALED_SECRET_HEADER_LENGTH + ENC_LENGTH);
  return sealed;
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
  expectContext({ given: parseSealedSecretHeader(sealed), expected });
  expectLength({ bytes: seed, length: SEED_LENGTH, name: "The seed" });
  const secret = await decrypt({ sealed, seed });
  if (keyHashOf(await organisationPublicKeyOf(secret)) !== organisationKeyHash.toLowerCase()) {
    const message = "The sealed secret is not the one that the organisation's published key comes from.";
    throw new KontorError({ code: "KeyHashMismatch", message });
  }
  return secret;
}

async function decrypt({ sealed, seed }: { sealed: Uint8Array; seed: Uint8Array }): Promise<Uint8Array> {
  const body = SEALED_SECRET_HEADER_LENGTH + ENC_LENGTH;
  try {
    const { privateKey } = await hybridKem.generateKeyPairDerand(Uint8Array.from(seed));
    const recipient = await hpkeSuite.createRecipientContext({
      recipientKey: privateKey,
      info: sealed.slice(0, SEALED_SECRET_HEADER_LENGTH),
      enc: sealed.slice(SEALED_SECRET_HEADER_LENGTH, body),
    });
    return new Uint8Array(await recipient.open(sealed.slice(body)));
  } catch (cause) {
    const message = "The sealed secret was changed, or is for another key.";
    throw new KontorError({ code: "DecryptionFailed", message, cause });
  }
}
