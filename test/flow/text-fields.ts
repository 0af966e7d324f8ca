import { KINDS } from "#protocol/chain/kinds.ts";

type Json = string | number | boolean | Json[] | { [name: string]: Json };

/** A record of a kind with every field that it can have, and the paths of those that are free text. */
export type FullRecord = { kind: number; record: { [name: string]: Json }; textFields: (string | number)[][] };

const labels = { classification: "restricted", region: "EU" };
const everyRecord = {
  labels,
  externalIds: [{ system: "s", id: "i" }],
  customFields: [{ name: "n", value: "v" }],
};
const place = { street: "t", city: "t", region: "t", postalCode: "t", country: "t" };
const contact = { name: "t", title: "t", email: "t@t", phone: "t" };
const reachable = {
  emails: [{ address: "t@t", label: "t" }],
  phones: [{ number: "t", label: "t" }],
  addresses: [{ ...place, label: "t" }],
  website: "https://t",
  notes: "t",
};

const RECORDS: Record<string, { [name: string]: Json }> = {
  company: {
    schema: "profile/2",
    ...everyRecord,
    ...reachable,
    type: "company",
    legalName: "t",
    tradeName: "t",
    registrationNumber: "t",
    vatNumber: "t",
    industry: "t",
    nationalIds: [{ type: "t", country: "DE", number: "t" }],
    relations: [{ relation: "parent", name: "t" }],
    contacts: [contact],
  },
  person: {
    schema: "profile/2",
    ...everyRecord,
    ...reachable,
    type: "person",
    title: "t",
    fullName: "t",
    givenName: "t",
    familyName: "t",
    jobTitle: "t",
    employer: "t",
  },
  transaction: {
    schema: "transaction/2",
    ...everyRecord,
    type: "order",
    number: "t",
    date: "1996-07-04",
    status: "t",
    reference: "t",
    currency: "USD",
    lines: [{ sku: "t", description: "t", quantity: "1", unit: "t", unitPrice: "1.00" }],
    total: "1.00",
    shipTo: { name: "t", ...place },
    carrier: "t",
    salesperson: "t",
    notes: "t",
  },
  interaction: {
    schema: "interaction/1",
    ...everyRecord,
    type: "call",
    at: "2026-01-31T09:30:00Z",
    subject: "t",
    body: "t",
    participants: [contact],
    outcome: "t",
  },
  consent: {
    schema: "consent/1",
    ...everyRecord,
    purpose: "t",
    wording: "t",
    language: "t",
    given: "2026-01-31T09:30:00Z",
    channel: "t",
    evidence: "t",
  },
  document: {
    schema: "document/1",
    ...everyRecord,
    title: "t",
    description: "t",
    fileName: "t",
    mediaType: "text/plain",
    size: 0,
    sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  },
  note: { schema: "note/1", ...everyRecord, title: "t", text: "t" },
};

/** What is free text in these records is what is written as one of these. */
const PLACEHOLDERS = new Set<Json>(["t", "t@t", "https://t", "s", "i", "n", "v"]);

/** Every kind of record with every text field that it has. */
export function fullRecords(): FullRecord[] {
  return Object.values(RECORDS).map((record) => {
    const kind = KINDS[String(record.schema).split("/")[0] as keyof typeof KINDS];
    return { kind, record, textFields: textFieldsOf(record) };
  });
}

function textFieldsOf(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => textFieldsOf(item, [...path, index]));
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([name, item]) => textFieldsOf(item, [...path, name]));
  }
  return PLACEHOLDERS.has(value) ? [path] : [];
}

/** A copy with some fields set. */
export function withFields(parameters: {
  record: { [name: string]: Json };
  fields: readonly { path: readonly (string | number)[]; text: string }[];
}): { [name: string]: Json } {
  const copy = structuredClone(parameters.record);
  for (const { path, text } of parameters.fields) {
    let at: Json = copy;
    for (const step of path.slice(0, -1)) at = (at as Record<string | number, Json>)[step] as Json;
    (at as Record<string | number, Json>)[path.at(-1) ?? ""] = text;
  }
  return copy;
}
