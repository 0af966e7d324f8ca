import type { Profile2 } from "#protocol/record/schemas/profile.ts";
import type { CustomerRow } from "./northwind.ts";
import { present } from "./present.ts";
import { regionOf } from "./region.ts";

/** A Northwind customer as a company profile. */
export function profileRecord(row: CustomerRow): Profile2 {
  const { address: street, city, region, postalCode, country, phone, fax } = row;
  const phones = [
    ...(phone === undefined ? [] : [{ number: phone, label: "Phone", primary: true }]),
    ...(fax === undefined ? [] : [{ number: fax, label: "Fax" }]),
  ];
  return {
    schema: "profile/2",
    labels: { classification: "confidential", region: regionOf(country) },
    externalIds: [{ system: "Northwind", id: row.customerID }],
    type: "company",
    legalName: row.companyName,
    contacts: [{ name: row.contactName, ...present({ title: row.contactTitle, phone }) }],
    ...(phones.length === 0 ? {} : { phones }),
    addresses: [{ ...present({ street, city, region, postalCode }), country, primary: true }],
  };
}
