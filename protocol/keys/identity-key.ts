import { expectLength } from "../bytes/expect-length.ts";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { hybridKem } from "./hybrid-kem.ts";

/** Bytes of an X-Wing seed. */
export const SEED_LENGTH = 32;

/** A wallet's own key pair. The seed never leaves the device in clear. */
export type IdentityKey = {
  seed: Uint8Array;
  /** 1,216 bytes, for the key directory. */
  publicKey: Uint8Array;
};

/** A random identity key. Never derived from a wallet's signature, which can be phished and differs between wallets. */
export async function generateIdentityKey(randomBytes: RandomBytes = secureRandomBytes): Promise<IdentityKey> {
  const seed = randomBytes(SEED_LENGTH);
  return { seed, publicKey: await publicKeyOf(seed) };
}

/** The raw X-Wing public key of a seed, 1,216 bytes. @throws InvalidLength */
export async function publicKeyOf(seed: Uint8Array): Promise<Uint8Array> {
  expectLength({ bytes: seed, length: SEED_LENGTH, name: "The seed" });
  const { publicKey } = await hybridKem.generateKeyPairDerand(Uint8Array.from(seed));
  return new Uint8Array(await hybridKem.serializePublicKey(publicKey));
}
