/** The parts of an address that mail programs agree on: atoms with dots between them, at a domain of labels. */
const EMAIL = /^([\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*)@([\p{L}\p{N}.-]+)$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * `mailto:` for one address and nothing else (RFC 6068): what could begin header fields or a second recipient is escaped where it is
 * allowed in an address, and is no address elsewhere. Null for text that is shown without a link.
 */
export function mailLink(address: string): string | null {
  const [, local, domain] = EMAIL.exec(address) ?? [];
  if (local === undefined || domain === undefined) return null;
  if (!domain.split(".").every((label) => LABEL.test(label))) return null;
  return `mailto:${encodeURIComponent(local)}@${encodeURIComponent(domain)}`;
}

/** `tel:` for a number that is digits, with the usual signs between them (RFC 3966); null for one with an extension or words in it. */
export function phoneLink(number: string): string | null {
  const digits = number.replaceAll(/[\s().\-/]/g, "");
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : null;
}

/** A website over http or https, as the URL standard reads it; null for one that names a user, which only serves to mislead. */
export function websiteLink(website: string): string | null {
  const url = URL.parse(website);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  if (url.username !== "" || url.password !== "") return null;
  return url.href;
}
