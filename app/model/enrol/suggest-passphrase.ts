import { wordlist } from "@scure/bip39/wordlists/english.js";
import { type RandomBytes, secureRandomBytes } from "#protocol/bytes/random-bytes.ts";

/** Six words of 2,048 are 66 bits. */
const WORDS = 6;

/** Random words of the BIP-39 list, joined by spaces. 2,048 divides 65,536, so every word is as likely as any other. */
export function suggestPassphrase({ randomBytes = secureRandomBytes }: { randomBytes?: RandomBytes } = {}): string {
  const bytes = randomBytes(2 * WORDS);
  return Array.from({ length: WORDS }, (_, position) => {
    const index = ((bytes[2 * position] ?? 0) << 8) | (bytes[2 * position + 1] ?? 0);
    return wordlist[index % wordlist.length];
  }).join(" ");
}
