import type { en } from "./en/catalogue.ts";

/* Keys that do not exist, and words to fill in that are missing, do not compile. */
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}
