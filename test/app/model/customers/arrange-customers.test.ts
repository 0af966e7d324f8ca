import type { Address, Hex } from "viem";
import { describe, expect, it } from "vitest";
import { arrangeCustomers, INITIAL_VIEW, regionsOf, type View } from "#app/model/customers/arrange-customers.ts";
import type { CustomerSummary } from "#app/model/customers/customer-summary.ts";

const OWN: Address = `0x${"11".repeat(20)}`;
const OTHER: Address = `0x${"22".repeat(20)}`;

function summary(name: string, changed: Partial<CustomerSummary> & { region?: string; email?: string } = {}) {
  const { region = "EU", email, ...rest } = changed;
  const id = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 0xffffff;
  const customer: Hex = `0x${id.toString(16).padStart(64, "0")}`;
  return {
    customer,
    steward: OWN,
    head: customer,
    entries: 1,
    changedAt: 1,
    verdict: "proven",
    profile: {
      schema: "profile/1",
      type: "company",
      labels: { classification: "internal", region },
      legalName: name,
      ...(email === undefined ? {} : { emails: [{ address: email }] }),
    },
    scopes: [],
    problem: null,
    settled: true,
    ...rest,
  } satisfies CustomerSummary;
}

const customers: CustomerSummary[] = [
  summary("Müller AG", { entries: 3, changedAt: 30, region: "CH" }),
  summary("alfreds", { entries: 1, changedAt: 20, email: "a@example.com" }),
  summary("Zebra 10", { entries: 2, changedAt: 10 }),
  summary("Zebra 9", { entries: 2, changedAt: 40 }),
  summary("Foreign", { steward: OTHER, profile: null, verdict: null }),
  summary("Broken", { profile: null, verdict: "tampered", problem: "PayloadMismatch" }),
];

const names = (change: Partial<View>) =>
  arrangeCustomers({ customers, view: { ...INITIAL_VIEW, ...change }, organisation: OWN, locale: "en" }).map(
    ({ profile, problem }) => (profile?.type === "company" ? profile.legalName : (problem ?? "foreign")),
  );

describe("arrangeCustomers", () => {
  it("default: the own organisation's, by name as people sort, unreadable ones last", () => {
    expect(names({})).toEqual(["alfreds", "Müller AG", "Zebra 9", "Zebra 10", "PayloadMismatch"]);
  });

  it("behavior: every word has to be found somewhere, without regard to case and accents", () => {
    expect(names({ search: "muller" })).toEqual(["Müller AG"]);
    expect(names({ search: "EXAMPLE alfreds" })).toEqual(["alfreds"]);
    expect(names({ search: "example zebra" })).toEqual([]);
  });

  it("behavior: a customer is found by its id, readable or not", () => {
    const broken = customers.at(-1)?.customer ?? "";
    expect(names({ search: broken })).toEqual(["PayloadMismatch"]);
  });

  it("behavior: filters by steward, region and classification", () => {
    expect(names({ steward: OTHER })).toEqual(["foreign"]);
    expect(names({ steward: "*" })).toHaveLength(6);
    expect(names({ region: "CH" })).toEqual(["Müller AG"]);
    expect(names({ classification: "restricted" })).toEqual([]);
  });

  it("behavior: sorts by change and by entries, either way", () => {
    expect(names({ sort: "changed", descending: true }).slice(0, 2)).toEqual(["Zebra 9", "Müller AG"]);
    expect(names({ sort: "entries", descending: true })[0]).toBe("Müller AG");
  });

  it("behavior: does not disturb the list that it was given", () => {
    const before = [...customers];
    names({ sort: "entries" });
    expect(customers).toEqual(before);
  });
});

describe("regionsOf", () => {
  it("default: each region once, in order", () => {
    expect(regionsOf(customers)).toEqual(["CH", "EU"]);
  });
});
