import { beforeAll, describe, expect, it } from "vitest";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { loadNorthwind, type NorthwindCustomer } from "../../demo/northwind.ts";
import { regionOf } from "../../demo/region.ts";

const COUNTRIES = [
  "Argentina",
  "Austria",
  "Belgium",
  "Brazil",
  "Canada",
  "Denmark",
  "Finland",
  "France",
  "Germany",
  "Ireland",
  "Italy",
  "Mexico",
  "Norway",
  "Poland",
  "Portugal",
  "Spain",
  "Sweden",
  "Switzerland",
  "UK",
  "USA",
  "Venezuela",
];

describe("the Northwind data", () => {
  let customers: NorthwindCustomer[];
  beforeAll(async () => {
    customers = await loadNorthwind();
  });

  it("default: is all of it, as records that are valid", () => {
    const orders = customers.flatMap((customer) => customer.orders);
    const lines = orders.flatMap((order) => order.lines ?? []);
    expect([customers.length, orders.length, lines.length]).toEqual([91, 830, 2155]);
    for (const { profile } of customers) expect(parseRecord(1, profile)).toEqual(profile);
    for (const order of orders) expect(parseRecord(2, order)).toEqual(order);
  });

  it("behavior: addresses with commas, which the export does not quote, stay whole", () => {
    expect([...new Set(customers.map(({ country }) => country))].sort()).toEqual(COUNTRIES);
    const hanari = customers.find(({ code }) => code === "HANAR");
    expect(hanari?.profile.addresses).toEqual([
      {
        street: "Rua do Paço, 67",
        city: "Rio de Janeiro",
        region: "RJ",
        postalCode: "05454-876",
        country: "Brazil",
        primary: true,
      },
    ]);
    const countries = customers.flatMap(({ orders }) => orders.map(({ shipTo }) => shipTo?.country));
    expect([...new Set(countries)].sort()).toEqual(COUNTRIES);
    expect(regionOf("Brazil")).toBe("LATAM");
  });

  it("default: totals are the lines less their discounts, plus freight, to the cent", () => {
    const totals = new Map(customers.flatMap(({ orders }) => orders.map((order) => [order.number, order.total])));
    // 12 × 14.00 + 10 × 9.80 + 5 × 34.80 + 32.38
    expect(totals.get("10248")).toBe("472.38");
    // 0.75 × (15 × 45.60 + 21 × 18.00 + 2 × 12.00) + 29.46
    expect(totals.get("10643")).toBe("843.96");
  });
});
