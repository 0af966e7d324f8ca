import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Hex } from "viem";
import { expectLength } from "../bytes/expect-length.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { expectContext } from "../envelope/expect-context.ts";
import { KontorError } from "../errors/kontor-error.ts";
import {
  encodeHistoryHeader,
  HISTORY_HEADER_LENGTH,
  HISTORY_WRAP_LENGTH,
  type HistoryHeader,
  parseHistoryHeader,
} from "./history-header.ts";
import { keyHashOf } from "./key-hash.ts";
import { organisationPublicKeyOf } from "./organisation-key.ts";
import { SECRET_LENGTH } from "./section-key.ts";

const HISTORY_LABEL = new TextEncoder().encode("kontor/organisation-history/1");
const NONCE_LENGTH = 24;

export type WrapOldSecretParameters = {
  /** epoch: of the old secret. */
  header: HistoryHeader;
  oldSecret: Uint8Array;
  /** The organisation secret of the epoch right after. */
  nextSecret: Uint8Array;
  randomBytes?: RandomBytes;
};

/**
 * Puts an organisation secret under its successor, so that whoever has the newest reaches all older ones and nobody with an
 * old one reaches a newer: PROTOCOL.md, section 4.4.
 * @returns 130 bytes.
 * @throws InvalidLength, InvalidArgument, InvalidFormat
 */
export function wrapOldSecret(parameters: WrapOldSecretParameters): Uint8Array {
  const { header, oldSecret, nextSecret, randomBytes = secureRandomBytes } = parameters;
  expectLength({ bytes: oldSecret, length: SECRET_LENGTH, name: "The old organisation secret" });
  const nonce = randomBytes(NONCE_LENGTH);
  const encoded = encodeHistoryHeader({ header, nonce });
  const wrap = new Uint8Array(HISTORY_WRAP_LENGTH);
  wrap.set(encoded);
  wrap.set(xchacha20poly1305(historyKeyOf(nextSecret), nonce, encoded).encrypt(oldSecret), HISTORY_HEADER_LENGTH);
  return wrap;
}

export type OpenOldSecretParameters = {
  wrap: Uint8Array;
  /** What the caller knows from elsewhere; a secret of anything else is refused. */
  expected: HistoryHeader;
  nextSecret: Uint8Array;
  /** The key directory's hash of the organisation's key in the old epoch, read from the chain. */
  organisationKeyHash: Hex;
};

/**
 * The organisation secret of an older epoch, accepted only when the key that was published then comes from it.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, ContextMismatch, InvalidLength, DecryptionFailed, KeyHashMismatch
 */
export async function openOldSecret(parameters: OpenOldSecretParameters): Promise<Uint8Array> {
  const { wrap, expected, nextSecret, organisationKeyHash } = parameters;
  const { nonce, ...given } = parseHistoryHeader(wrap);
  expectContext({ given, expected });
  const secret = decrypt({ wrap, nonce, key: historyKeyOf(nextSecret) });
  if (keyHashOf(await organisationPublicKeyOf(secret)) !== organisationKeyHash.toLowerCase()) {
    const message = "The old secret is not the one that the organisation's published key came from.";
    throw new KontorError({ code: "KeyHashMismatch", message });
  }
  return secret;
}

function decrypt({ wrap, nonce, key }: { wrap: Uint8Array; nonce: Uint8Array; key: Uint8Array }): Uint8Array {
  try {
    const cipher = xchacha20poly1305(key, nonce, wrap.subarray(0, HISTORY_HEADER_LENGTH));
    return cipher.decrypt(wrap.subarray(HISTORY_HEADER_LENGTH));
  } catch (cause) {
    const message = "The old organisation secret was changed, or is under another secret.";
    throw new KontorError({ code: "DecryptionFailed", message, cause });
  }
}

function historyKeyOf(nextSecret: Uint8Array): Uint8Array {
  expectLength({ bytes: nextSecret, length: SECRET_LENGTH, name: "The next organisation secret" });
  return hkdf(sha256, nextSecret, undefined, HISTORY_LABEL, SECRET_LENGTH);
}
