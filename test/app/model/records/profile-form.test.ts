import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyProfileForm,
  formToProfile,
  newEmail,
  profileToForm,
  withoutBlankRows,
} from "#app/model/records/profile-form.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import naughtyStrings from "#test/data/naughty-strings.json" with { type: "json" };

const company: Profile = {
  schema: "profile/2",
  type: "company",
  labels: { classification: "confidential", region: "EU" },
  legalName: "Alfreds Futterkiste",
  tradeName: "Alfreds",
  registrationNumber: "HRB 1",
  vatNumber: "DE1",
  industry: "Food",
  founded: "1987-03",
  employees: 41,
  annualRevenue: { amount: "2400000.50", currency: "EUR", year: 2025 },
  nationalIds: [{ type: "tax number", country: "DE", number: "1" }],
  relations: [
    { relation: "supplier", name: "Tokyo Traders" },
    { relation: "parent", customer: `0x${"ab".repeat(32)}` },
  ],
  emails: [{ address: "a@example.com", label: "Office", primary: true }, { address: "b@example.com" }],
  phones: [{ number: "030-0074321", label: "Phone" }],
  addresses: [{ street: "Obere Str. 57\nHinterhaus", city: "Berlin", postalCode: "12209", country: "Germany" }],
  contacts: [{ name: "Maria Anders", title: "Sales", email: "m@example.com", phone: "1" }],
  website: "https://example.com/",
  notes: "Two\nlines",
  externalIds: [{ system: "Northwind", id: "ALFKI" }],
  customFields: [{ name: "Size", value: "M" }],
};

const person: Profile = {
  schema: "profile/2",
  type: "person",
  labels: { classification: "internal", region: "CH" },
  title: "Dr.",
  fullName: "Ada King, Countess of Lovelace",
  givenName: "Ada",
  familyName: "Lovelace",
  birthDate: "1815-12-10",
  jobTitle: "Mathematician",
  employer: "None",
};

const roundTrip = (profile: Profile) =>
  parseRecord(KINDS.profile, formToProfile(withoutBlankRows(profileToForm(profile))));

describe("profile form", () => {
  it("default: opening a profile and saving it again changes nothing", () => {
    expect(roundTrip(company)).toEqual(company);
    expect(roundTrip(person)).toEqual(person);
  });

  it("behavior: a profile of the first version opens, and is saved as the newest", () => {
    const { founded: _founded, employees: _employees, annualRevenue: _revenue, ...rest } = company;
    const { nationalIds: _ids, relations: _relations, ...earlier } = rest;
    expect(roundTrip({ ...earlier, schema: "profile/1" } as Profile)).toEqual({ ...earlier, schema: "profile/2" });
  });

  it("behavior: figures that are no numbers are refused, not dropped", () => {
    for (const change of [
      { employees: "many" },
      { employees: "4.5" },
      { annualRevenue: { amount: "1", currency: "", year: "" } },
    ]) {
      const form = { ...profileToForm(company), ...change };
      expect(() => parseRecord(KINDS.profile, formToProfile(form))).toThrow();
    }
  });

  it("behavior: every text that the schema takes comes back as it was typed", () => {
    const texts = fc.string({ unit: "binary", minLength: 1 });
    fc.assert(
      fc.property(texts, texts, (legalName, value) => {
        const profile = { ...company, legalName, customFields: [{ name: "x", value }] };
        let parsed: Profile;
        try {
          parsed = parseRecord(KINDS.profile, profile) as Profile;
        } catch {
          return;
        }
        expect(roundTrip(parsed)).toEqual(parsed);
      }),
    );
  });

  it("attack: a naughty string is refused with its place, or comes back as the same characters", () => {
    let kept = 0;
    for (const text of naughtyStrings as string[]) {
      const form = { ...emptyProfileForm({ region: "" }), legalName: text, notes: text, region: "EU" };
      try {
        const record = parseRecord(KINDS.profile, formToProfile(withoutBlankRows(form))) as Profile;
        const same = text.normalize("NFC");
        expect(record).toMatchObject({ legalName: same, notes: same });
        kept++;
      } catch (error) {
        expect(error).toMatchObject({ name: "KontorError", code: expect.stringMatching(/^Invalid/) });
      }
    }
    expect(kept).toBeGreaterThan(300);
  });

  it("behavior: rows that nobody filled in are left out, so are empty texts", () => {
    const form = {
      ...emptyProfileForm({ region: "" }),
      legalName: "A",
      region: "EU",
      emails: [newEmail(), newEmail()],
    };
    expect(formToProfile(withoutBlankRows(form))).toEqual({
      schema: "profile/2",
      type: "company",
      labels: { classification: "internal", region: "EU" },
      legalName: "A",
    });
  });

  it("behavior: what was entered as a company does not follow into a person", () => {
    const form = { ...profileToForm(company), type: "person" as const, givenName: "Maria" };
    const record = formToProfile(withoutBlankRows(form));
    expect(record).not.toHaveProperty("legalName");
    expect(record).not.toHaveProperty("contacts");
    expect(parseRecord(KINDS.profile, record)).toMatchObject({ type: "person", givenName: "Maria" });
  });

  it("behavior: CR LF of a pasted text becomes LF and its letters NFC, which is all that a form repairs", () => {
    const form = { ...emptyProfileForm({ region: "" }), legalName: " Cafe\u0301 ", notes: "one\r\ntwo", region: "EU" };
    expect(formToProfile(form)).toMatchObject({ legalName: " Caf\u00e9 ", notes: "one\ntwo" });
  });
});
