import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";

/** X-Wing (draft-connolly-cfrg-xwing-kem): X25519 and ML-KEM-768, safe while either one is. KEM 0x647a of HPKE. */
export const hybridKem = new XWing();

/** HPKE (RFC 9180) of suite 1: X-Wing, HKDF-SHA256, AES-256-GCM. */
export const hpkeSuite = new CipherSuite({ kem: hybridKem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
