import { ZxcvbnFactory, type ZxcvbnResult } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as common } from "@zxcvbn-ts/language-common";
import { dictionary as english } from "@zxcvbn-ts/language-en";
import type { PassphraseRating } from "./passphrase-rating.ts";

/* Brings word lists of more than a megabyte: import it late, through hooks/use-passphrase-rating.ts. */

/**
 * Guesses as powers of ten, as zxcvbn estimates them, which is from below. A stolen locked key costs a tenth of a second and 64 MiB
 * for each guess (Argon2id): 10^12 of them are 3,000 years of one core.
 */
const ACCEPTED = 12;
const STRONG = 16;
const SHORTEST = 12;

/** What zxcvbn's lists do not have, and whoever guesses passphrases of this program tries first. */
const OURS = ["kontor", "passphrase", "correct horse battery staple"];

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common, ...english, ours: OURS },
  graphs: adjacencyGraphs,
});

/** Estimates how hard a passphrase is to guess. It runs here, on what is typed, and nothing leaves the page. */
export function ratePassphrase(passphrase: string): PassphraseRating {
  const text = passphrase.normalize("NFKC");
  if (text === "") return { percent: 0, level: "none", accepted: false, advice: "empty" };
  const result = zxcvbn.check(text);
  const { guessesLog10 } = result;
  const isShort = [...text].length < SHORTEST;
  const accepted = guessesLog10 >= ACCEPTED && !isShort;
  const level = !accepted ? "weak" : guessesLog10 >= STRONG ? "strong" : "fair";
  const percent = Math.min(100, Math.round((100 * guessesLog10) / STRONG));
  if (accepted) return { percent, level, accepted, advice: "good" };
  return { percent, level, accepted, advice: adviceOf(result) ?? (isShort ? "short" : "longer") };
}

/** What makes it easy to guess, where zxcvbn names one thing. */
function adviceOf({ feedback, sequence }: ZxcvbnResult): PassphraseRating["advice"] | null {
  if (feedback.warning !== null) {
    if (/repeat/i.test(feedback.warning)) return "repeats";
    if (/straightRow|keyPattern|sequences/.test(feedback.warning)) return "sequence";
    if (/dates|recentYears/.test(feedback.warning)) return "dates";
    return "common";
  }
  return sequence.some(({ pattern, rank }) => pattern === "dictionary" && rank < 1_000) ? "common" : null;
}
