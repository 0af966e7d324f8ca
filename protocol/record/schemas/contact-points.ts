import { z } from "zod";
import { isAnObject, problemOfRule } from "../problem-kinds.ts";
import { lineText, paragraphText } from "./text.ts";

/** One `@` with something on each side and no white space; whether mail arrives is for the mail to show. */
const emailText = lineText.refine((value) => /^[^\s@]+@[^\s@]+$/u.test(value), {
  ...problemOfRule({ kind: "email", words: "is not an e-mail address" }),
});

/** As people write it; not normalised, because real numbers come with extensions and local habits. */
const phoneText = lineText;

/** Shown as a link, so only the two schemes that are one. */
export const websiteText = lineText.refine((value) => /^https?:\/\/\S+$/u.test(value), {
  ...problemOfRule({ kind: "website", words: "doesn't start with http:// or https://, or has white space" }),
});

const label = { label: lineText.exactOptional(), primary: z.boolean().exactOptional() };

export const email = z.strictObject({ address: emailText, ...label });
export const phone = z.strictObject({ number: phoneText, ...label });

const place = {
  street: paragraphText.exactOptional(),
  city: lineText.exactOptional(),
  region: lineText.exactOptional(),
  postalCode: lineText.exactOptional(),
  country: lineText.exactOptional(),
};

const NO_PLACE = {
  ...problemOfRule({ kind: "noPlace", words: "names no place: leave it out instead" }),
  when: isAnObject,
};

/** A postal address, as precise as it is known. */
export const address = z.strictObject({ ...place, ...label }).refine(isSomewhere, NO_PLACE);

/** Where something was sent, and to whom. */
export const shippingAddress = z
  .strictObject({ name: lineText.exactOptional(), ...place })
  .refine(isSomewhere, NO_PLACE);

/** Somebody who speaks for a company, or takes part in something. */
export const contact = z.strictObject({
  name: lineText,
  title: lineText.exactOptional(),
  email: emailText.exactOptional(),
  phone: phoneText.exactOptional(),
});

function isSomewhere(given: { [Part in keyof typeof place]?: string }): boolean {
  return Object.keys(place).some((part) => part in given);
}
