import { createInstance } from "i18next";
import { formatCount } from "#app/format/numbers.ts";
import { en } from "./en/catalogue.ts";

/** The one catalogue and its language. React gets it by the provider in app.tsx; what is not React asks `t`. */
export const i18n = createInstance();

// With the catalogue at hand, nothing here waits.
void i18n.init({
  lng: "en",
  initAsync: false,
  resources: { en: { translation: en } },
  // React escapes what it draws.
  interpolation: { escapeValue: false },
});

// `{{count, number}}`: the separators are those of the person's own language, as everywhere else in the app.
i18n.services.formatter?.add("number", (value: number | bigint) => formatCount(value));

export const { t } = i18n;
