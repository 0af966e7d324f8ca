/** How hard a passphrase is to guess, and what would make it better. */
export type PassphraseRating = {
  /** 0 to 100, for a meter. */
  percent: number;
  level: "none" | "weak" | "fair" | "strong";
  /** Whether it may be used. */
  accepted: boolean;
  advice: "empty" | "short" | "repeats" | "sequence" | "dates" | "common" | "longer" | "good";
};
