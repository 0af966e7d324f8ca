import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { expectLength } from "../bytes/expect-length.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { publicKeyOf } from "./identity-key.ts";
import { SECRET_LENGTH } from "./section-key.ts";

const encoder = new TextEncoder();
const KEM_LABEL = encoder.encode("kontor/organisation-kem/1");
const WRAP_LABEL = encoder.encode("kontor/organisation-wrap/1");

/** A new organisation secret, for one key epoch: 32 random bytes that every member gets sealed. */
export function generateOrganisationSecret(randomBytes: RandomBytes = secureRandomBytes): Uint8Array {
  return randomBytes(SECRET_LENGTH);
}

/** The seed of the organisation's X-Wing key, whose public half stands in the key directory. @throws InvalidLength */
export function deriveOrganisationSeed(secret: Uint8Array): Uint8Array {
  return derive({ secret, label: KEM_LABEL });
}

/** The key that the organisation's customer secrets are wrapped under. @throws InvalidLength */
export function deriveOrganisationWrapKey(secret: Uint8Array): Uint8Array {
  return derive({ secret, label: WRAP_LABEL });
}

/** What an organisation publishes for an epoch: 1,216 bytes. @throws InvalidLength */
export async function organisationPublicKeyOf(secret: Uint8Array): Promise<Uint8Array> {
  return publicKeyOf(deriveOrganisationSeed(secret));
}

function derive({ secret, label }: { secret: Uint8Array; label: Uint8Array }): Uint8Array {
  expectLength({ bytes: secret, length: SECRET_LENGTH, name: "The organisation secret" });
  return hkdf(sha256, secret, undefined, label, SECRET_LENGTH);
}
