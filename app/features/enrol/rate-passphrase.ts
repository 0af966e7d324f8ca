export type PassphraseRating = {
  /** Estimated guesses as a power of two, from below: what an attacker who knows the usual habits has to try. */
  bits: number;
  /** 0 to 100, for a meter. */
  percent: number;
  level: "none" | "weak" | "fair" | "strong";
  /** Whether it may be used. */
  accepted: boolean;
  advice: "empty" | "short" | "repeats" | "sequence" | "common" | "longer" | "good";
};

/** Argon2id with 64 MiB makes each guess cost about a tenth of a second: 2^50 of them are out of reach. */
const ACCEPTED_BITS = 50;
const STRONG_BITS = 70;
const SHORTEST = 12;

/** What every guessing list starts with; each counts as one guess of a hundred, whatever its length. */
const COMMON = [
  "password", "passphrase", "kontor", "welcome", "letmein", "qwerty", "qwertz", "azerty", "admin", "secret",
  "iloveyou", "monkey", "dragon", "football", "sunshine", "princess", "correct horse battery staple", "changeme",
]; // biome-ignore format: a list of words
const YEAR = /(?:19|20)\d\d/;
const GUESSED = [YEAR, ...COMMON.map((word) => new RegExp(word))];
const LOOKALIKES: Readonly<Record<string, string>> = {
  0: "o",
  1: "i",
  3: "e",
  4: "a",
  5: "s",
  7: "t",
  "@": "a",
  $: "s",
};
const RUNS = ["abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const COMMON_BITS = 7;
const REPEAT_BITS = 1;
const WORD_BITS = 11;

/** Estimates how hard a passphrase is to guess. It runs here, on what is typed, and nothing leaves the page. */
export function ratePassphrase(passphrase: string): PassphraseRating {
  const text = passphrase.normalize("NFKC");
  if (text === "") return { bits: 0, percent: 0, level: "none", accepted: false, advice: "empty" };
  const lower = text.toLowerCase();
  let advice: PassphraseRating["advice"] = "longer";
  let rest = lower;
  let bits = 0;
  for (const pattern of GUESSED) {
    // Letters that look like others are the first thing that guessing programs try.
    for (let found = pattern.exec(plain(rest)); found !== null; found = pattern.exec(plain(rest))) {
      rest = rest.slice(0, found.index) + rest.slice(found.index + found[0].length);
      bits += COMMON_BITS;
      advice = "common";
    }
  }
  bits += bitsOf({ original: text, rest, onFind: (found) => (advice = advice === "common" ? advice : found) });
  const accepted = bits >= ACCEPTED_BITS && [...text].length >= SHORTEST;
  if (accepted) advice = "good";
  else if ([...text].length < SHORTEST) advice = advice === "common" ? "common" : "short";
  const level = bits >= STRONG_BITS && accepted ? "strong" : accepted ? "fair" : "weak";
  return { bits, percent: Math.min(100, Math.round((bits / STRONG_BITS) * 100)), level, accepted, advice };
}

function bitsOf(parameters: {
  original: string;
  rest: string;
  onFind: (advice: "repeats" | "sequence") => void;
}): number {
  const { original, rest, onFind } = parameters;
  const words = rest.split(/[\s\-_.,]+/).filter((word) => word !== "");
  // Words of letters are guessed as words, however long they are.
  if (words.length >= 3 && words.every((word) => /^\p{L}{2,}$/u.test(word))) {
    return new Set(words).size * WORD_BITS;
  }
  const perCharacter = Math.log2(alphabetOf(original));
  const characters = [...rest];
  let bits = 0;
  for (const [index, character] of characters.entries()) {
    const before = characters[index - 1];
    if (before === character) {
      bits += REPEAT_BITS;
      onFind("repeats");
    } else if (
      before !== undefined &&
      RUNS.some((run) => run.includes(before + character) || run.includes(character + before))
    ) {
      bits += REPEAT_BITS;
      onFind("sequence");
    } else bits += perCharacter;
  }
  const distinct = new Set(characters).size;
  return Math.min(bits, distinct * perCharacter * 1.5);
}

/** Of the same length, so that places in one are places in the other. */
function plain(text: string): string {
  return YEAR.test(text) ? text : text.replaceAll(/[013457@$]/g, (sign) => LOOKALIKES[sign] ?? sign);
}

function alphabetOf(text: string): number {
  let size = 0;
  if (/[a-z]/.test(text)) size += 26;
  if (/[A-Z]/.test(text)) size += 26;
  if (/\d/.test(text)) size += 10;
  if (/[^\p{L}\d]/u.test(text)) size += 20;
  if (/[^\p{ASCII}]/u.test(text)) size += 60;
  return Math.max(size, 2);
}
