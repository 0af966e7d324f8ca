/** The first of the browser's languages that Intl understands; some systems report ones it does not (`en-US@posix`). */
export function preferredLocale(languages: readonly string[] = navigator.languages): string {
  for (const language of languages) {
    try {
      const [known] = Intl.getCanonicalLocales(language);
      if (known !== undefined) return known;
    } catch {
      // Not a BCP 47 tag: try the next.
    }
  }
  return "en";
}
