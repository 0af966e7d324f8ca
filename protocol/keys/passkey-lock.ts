import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytes, struct, U16BE } from "micro-packed";
import { decodeAll, encodeAll, invalidFormat } from "../bytes/coding.ts";
import { expectLength } from "../bytes/expect-length.ts";
import { KontorError } from "../errors/kontor-error.ts";

/** What a passkey has to be asked with, so that it computes the lock's key: public. */
export type PasskeyParameters = {
  /** Of the WebAuthn credential, 1 to 1,023 bytes. */
  credentialId: Uint8Array;
  /** 32 random bytes, made with the lock: the input `eval.first` of the PRF extension. */
  prfSalt: Uint8Array;
};

export const PRF_SALT_LENGTH = 32;
/** What the PRF extension gives for one salt (WebAuthn Level 3, 10.1.4). */
const PRF_OUTPUT_LENGTH = 32;

/** WebAuthn Level 3, 4: a credential id has at most so many bytes. */
const MAX_CREDENTIAL_ID_LENGTH = 1023;
const LABEL = new TextEncoder().encode("kontor/passkey/1");
const NAME = "passkey lock";

const parametersCoder = struct({ credentialId: bytes(U16BE), prfSalt: bytes(PRF_SALT_LENGTH) });

/** `u16 length ‖ credential id ‖ PRF salt(32)`. @throws InvalidArgument */
export function encodePasskeyParameters({ credentialId, prfSalt }: PasskeyParameters): Uint8Array {
  if (credentialId.length < 1 || credentialId.length > MAX_CREDENTIAL_ID_LENGTH) {
    const message = `A passkey's credential id has 1 to ${MAX_CREDENTIAL_ID_LENGTH} bytes.`;
    throw new KontorError({ code: "InvalidArgument", message, details: { actual: credentialId.length } });
  }
  return encodeAll({ coder: parametersCoder, value: { credentialId, prfSalt }, name: NAME });
}

/** @throws InvalidFormat */
export function decodePasskeyParameters(parameters: Uint8Array): PasskeyParameters {
  return decodeAll({ coder: parametersCoder, bytes: parameters, name: NAME });
}

/** Bytes of the parameters that `encoded` starts with. @throws InvalidFormat for a credential id of a length that is none */
export function passkeyParametersLength(encoded: Uint8Array): number {
  const length = ((encoded[0] ?? 0) << 8) | (encoded[1] ?? 0);
  if (length < 1 || length > MAX_CREDENTIAL_ID_LENGTH) {
    throw invalidFormat({ name: NAME, problem: "has a credential id of a length that is none" });
  }
  return 2 + length + PRF_SALT_LENGTH;
}

/** `HKDF-SHA256(PRF output, info = "kontor/passkey/1", 32)`. @throws InvalidLength */
export function derivePasskeyKey(prfOutput: Uint8Array): Uint8Array {
  expectLength({ bytes: prfOutput, length: PRF_OUTPUT_LENGTH, name: "The passkey's PRF output" });
  return hkdf(sha256, prfOutput, undefined, LABEL, 32);
}
