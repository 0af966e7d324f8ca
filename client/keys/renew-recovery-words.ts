import { setLock } from "#protocol/keys/change-locks.ts";
import { generateRecoveryWords } from "#protocol/keys/recovery-words.ts";
import { changeLocks } from "./change-locks.ts";
import type { UnlockIdentityParameters } from "./unlock-identity.ts";

/**
 * Puts new recovery words on the stored identity, and answers them for paper. The old ones open what is stored no more; a copy
 * that somebody kept they still open. Throws what `setPassphrase` throws.
 */
export async function renewRecoveryWords(parameters: UnlockIdentityParameters): Promise<string> {
  const words = generateRecoveryWords();
  await changeLocks({ ...parameters, change: (opening) => setLock({ ...opening, lock: { type: "recovery", words } }) });
  return words;
}
