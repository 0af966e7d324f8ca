import type { Address } from "viem";
import { displayName } from "#app/model/records/display-name.ts";
import type { Classification } from "#protocol/envelope/labels.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import type { CustomerSummary } from "./customer-summary.ts";

export const SORTS = ["name", "changed", "entries"] as const;
export type Sort = (typeof SORTS)[number];

/** What the list shows: words to look for, filters, an order. `null` filters nothing. */
export type View = {
  search: string;
  region: string | null;
  classification: Classification | null;
  /** `null`: the member's own organisation; `shared`: what others share with it; `*`: every one. */
  steward: Address | "shared" | "*" | null;
  sort: Sort;
  descending: boolean;
  page: number;
};

export const INITIAL_VIEW: View = {
  search: "",
  region: null,
  classification: null,
  steward: null,
  sort: "name",
  descending: false,
  page: 1,
};

/** The customers that a view shows, in its order. Every word has to be somewhere in the profile; accents and case do not matter. */
export function arrangeCustomers(parameters: {
  customers: readonly CustomerSummary[];
  view: View;
  /** The member's own. */
  organisation: Address;
  locale: string;
}): CustomerSummary[] {
  const { customers, view, organisation, locale } = parameters;
  const steward = (view.steward ?? organisation).toLowerCase();
  const words = fold(view.search)
    .split(/\s+/)
    .filter((word) => word !== "");
  const shown = customers.filter((customer) => {
    const { profile } = customer;
    if (!isOf({ customer, steward })) return false;
    if (view.region !== null && profile?.labels.region !== view.region) return false;
    if (view.classification !== null && profile?.labels.classification !== view.classification) return false;
    if (words.length === 0) return true;
    const text = `${profile === null ? "" : searchText(profile)} ${customer.customer}`;
    return words.every((word) => text.includes(word));
  });
  const collator = new Intl.Collator(locale, { sensitivity: "base", numeric: true });
  const direction = view.descending ? -1 : 1;
  return shown.sort(
    (one, other) =>
      direction * compare({ one, other, sort: view.sort, collator }) || collator.compare(one.customer, other.customer),
  );
}

function isOf({ customer, steward }: { customer: CustomerSummary; steward: string }): boolean {
  if (steward === "shared") return customer.scopes.length > 0;
  return steward === "*" || customer.steward.toLowerCase() === steward;
}

/** The regions that occur, for the filter. */
export function regionsOf(customers: readonly CustomerSummary[]): string[] {
  return [...new Set(customers.flatMap(({ profile }) => (profile === null ? [] : [profile.labels.region])))].sort();
}

/** Lower case without accents: "Müller" is found by "muller". */
function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

const texts = new WeakMap<Profile, string>();

/** Every text of a profile, folded; computed once for each. */
function searchText(profile: Profile): string {
  const known = texts.get(profile);
  if (known !== undefined) return known;
  const found: string[] = [displayName(profile)];
  const collect = (value: unknown): void => {
    if (typeof value === "string") found.push(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  const { schema: _schema, labels: _labels, ...rest } = profile;
  collect(rest);
  const text = fold(found.join("\n"));
  texts.set(profile, text);
  return text;
}

type Comparison = { one: CustomerSummary; other: CustomerSummary; sort: Sort; collator: Intl.Collator };

function compare({ one, other, sort, collator }: Comparison): number {
  if (sort === "changed") return (one.changedAt ?? 0) - (other.changedAt ?? 0);
  if (sort === "entries") return one.entries - other.entries;
  // What has no name comes after everything that has one.
  if (one.profile === null || other.profile === null)
    return Number(one.profile === null) - Number(other.profile === null);
  return collator.compare(displayName(one.profile), displayName(other.profile));
}
