import { useEffect, useState } from "react";
import type { PassphraseRating } from "#app/model/enrol/passphrase-rating.ts";

/** Milliseconds without a key stroke: rating a long text takes a moment. */
const PAUSE = 150;

/** Rates a passphrase; loads the word lists when it is first asked. Throws what a failed chunk throws. */
export const ratePassphraseLate = async (passphrase: string): Promise<PassphraseRating> => {
  const { ratePassphrase } = await import("#app/model/enrol/rate-passphrase.ts");
  return ratePassphrase(passphrase);
};

/** The rating of what is being typed; null until there is one. */
export const usePassphraseRating = (passphrase: string): PassphraseRating | null => {
  const [rating, setRating] = useState<PassphraseRating | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      // Without the lists there is no meter; submitting says what is wrong.
      ratePassphraseLate(passphrase).then(
        (rated) => isCurrent && setRating(rated),
        () => isCurrent && setRating(null),
      );
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [passphrase]);
  return rating;
};
