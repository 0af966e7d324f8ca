import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { type RandomBytes, secureRandomBytes } from "../bytes/random-bytes.ts";
import { KontorError } from "../errors/kontor-error.ts";

const ENTROPY_LENGTH = 32;
const WORD_COUNT = 24;
const LABEL = new TextEncoder().encode("kontor/recovery/1");

/** 24 English words of BIP-39, for 256 random bits. Shown once, written on paper. */
export function generateRecoveryWords(randomBytes: RandomBytes = secureRandomBytes): string {
  return entropyToMnemonic(randomBytes(ENTROPY_LENGTH), wordlist);
}

/**
 * The key of the recovery lock: HKDF-SHA256 of the words' entropy. Case and white space don't matter.
 * @throws InvalidRecoveryWords for other than 24 words, a word that isn't on the list, or a wrong checksum
 */
export function deriveRecoveryKey(words: string): Uint8Array {
  const normalised = words.normalize("NFKD").trim().toLowerCase().split(/\s+/);
  if (normalised.length !== WORD_COUNT) throw invalidRecoveryWords(`are not ${WORD_COUNT}`);
  return hkdf(sha256, entropyOf(normalised.join(" ")), undefined, LABEL, ENTROPY_LENGTH);
}

function entropyOf(words: string): Uint8Array {
  try {
    return mnemonicToEntropy(words, wordlist);
  } catch {
    // The library's message names the word that it doesn't know: part of a secret, mistyped.
    throw invalidRecoveryWords("don't belong together: a word is misspelt, missing or in the wrong place");
  }
}

function invalidRecoveryWords(problem: string): KontorError {
  return new KontorError({ code: "InvalidRecoveryWords", message: `The recovery words ${problem}.` });
}
