import type { Note } from "#protocol/record/schemas/note.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import type { Transaction } from "#protocol/record/schemas/transaction.ts";

const labels = { classification: "confidential", region: "EU" } as const;

export function companyProfile(legalName = "Alfreds Futterkiste"): Profile {
  return {
    schema: "profile/1",
    labels,
    type: "company",
    legalName,
    phones: [{ number: "030-0074321", label: "Phone", primary: true }],
    addresses: [{ street: "Obere Str. 57", city: "Berlin", postalCode: "12209", country: "Germany" }],
  };
}

export function order(number: string): Transaction {
  return {
    schema: "transaction/1",
    labels,
    type: "order",
    number,
    date: "1997-08-25",
    currency: "USD",
    lines: [{ description: "Rössle Sauerkraut", quantity: "15", unitPrice: "45.60", discount: "0.25" }],
    total: "513.00",
  };
}

export function note(text: string): Note {
  return { schema: "note/1", labels, text };
}
