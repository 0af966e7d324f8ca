import { expectLength } from "../bytes/expect-length.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { expectContext } from "../envelope/expect-context.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { hpkeSuite, hybridKem } from "./hybrid-kem.ts";
import { SEED_LENGTH } from "./identity-key.ts";
import { checkPublicKey } from "./public-key.ts";
import {
  ENC_LENGTH,
  encodeSealedHeader,
  parseSealedHeader,
  SEALED_SECRET_HEADER_LENGTH,
  SEALED_SECRET_LENGTH,
  type SealedHeader,
} from "./sealed-secret-header.ts";
import { SECRET_LENGTH } from "./section-key.ts";

/** Seeds of X25519 and ML-KEM for one encapsulation. */
const EPHEMERAL_LENGTH = 64;

export type SealToRecipientParameters = {
  header: SealedHeader;
  /** 32 bytes. */
  secret: Uint8Array;
  /** The recipient's public key, already checked against the key directory. */
  recipientKey: Uint8Array;
  randomBytes?: RandomBytes;
};

/**
 * Seals 32 bytes to a published key with HPKE: PROTOCOL.md, section 4.2.
 * @returns 1,251 bytes.
 * @throws InvalidLength, InvalidArgument, InvalidFormat, InvalidPublicKey
 */
export async function sealToRecipient(parameters: SealToRecipientParameters): Promise<Uint8Array> {
  const { header, secret, recipientKey, randomBytes = secureRandomBytes } = parameters;
  expectLength({ bytes: secret, length: SECRET_LENGTH, name: "The secret" });
  checkPublicKey(recipientKey);
  const info = encodeSealedHeader(header);
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

export type OpenFromSenderParameters = {
  sealed: Uint8Array;
  /** What the recipient knows from elsewhere; a secret for anything else, or for another purpose, is refused. */
  expected: Pick<SealedHeader, "purpose" | "chainId" | "registry" | "recipient" | "recipientEpoch"> &
    Partial<SealedHeader>;
  /** Of the recipient's key. */
  seed: Uint8Array;
};

/**
 * The 32 bytes inside a sealed secret. HPKE's base mode doesn't say who sealed them: the caller has to find out.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownPurpose, ContextMismatch, InvalidLength, DecryptionFailed
 */
export async function openFromSender({ sealed, expected, seed }: OpenFromSenderParameters): Promise<Uint8Array> {
  expectContext({ given: parseSealedHeader(sealed), expected });
  expectLength({ bytes: seed, length: SEED_LENGTH, name: "The seed" });
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
