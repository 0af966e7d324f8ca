import { afterEach, describe, expect, it, vi } from "vitest";
import { checkForm } from "#app/model/records/check-form.ts";
import { RefusedForm } from "#app/model/records/form-problems.ts";
import { emptyInteractionForm, formToInteraction } from "#app/model/records/interaction-form.ts";
import {
  emptyProfileForm,
  formToProfile,
  newAddress,
  newContact,
  newCustomField,
  newEmail,
  newNationalId,
  newRelation,
  PROFILE_DECIMALS,
  type ProfileForm,
  profileToForm,
  withoutBlankRows,
} from "#app/model/records/profile-form.ts";
import {
  emptyTransactionForm,
  formToTransaction,
  newLine,
  TRANSACTION_DECIMALS,
  type TransactionForm,
  withoutBlankLines,
} from "#app/model/records/transaction-form.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";

const labels = { classification: "internal", region: "EU" } as const;
const profileRules = {
  kind: KINDS.profile,
  clean: withoutBlankRows,
  toRecord: formToProfile,
  decimals: PROFILE_DECIMALS,
};
const transactionRules = {
  kind: KINDS.transaction,
  clean: withoutBlankLines,
  toRecord: formToTransaction,
  decimals: TRANSACTION_DECIMALS,
};
const profile = (values: Partial<ProfileForm>) =>
  checkForm({ ...profileRules, values: { ...emptyProfileForm({ region: "EU" }), ...values } });
const transaction = (values: Partial<TransactionForm>) =>
  checkForm({
    ...transactionRules,
    values: { ...emptyTransactionForm({ labels, today: "2026-01-31" }), number: "R-1", ...values },
  });

const speak = (language: string) => vi.stubGlobal("navigator", { languages: [language] });
afterEach(() => vi.unstubAllGlobals());

const problems = (checked: ReturnType<typeof checkForm>): Record<string, string> => {
  if (!("error" in checked) || !(checked.error instanceof RefusedForm)) throw new Error("The form was taken.");
  return Object.fromEntries(checked.error.problems.map(({ path, text }) => [path, text]));
};

describe("checkForm", () => {
  it("default: the record that the form says", () => {
    speak("de");
    const values = {
      legalName: "Königlich Essen",
      annualRevenue: { amount: "1.234,50", currency: "EUR", year: "2025" },
    };
    expect(profile(values)).toMatchObject({
      record: { legalName: "Königlich Essen", annualRevenue: { amount: "1234.50", currency: "EUR", year: 2025 } },
    });
  });

  it("behavior: every problem at once, at the form's field, in the app's words", () => {
    speak("en");
    const found = profile({
      region: "",
      employees: "about 40",
      founded: "May 1987",
      website: "example.com",
      annualRevenue: { amount: "12", currency: "", year: "" },
      emails: [newEmail(), { ...newEmail(), address: "nobody" }],
      addresses: [{ ...newAddress(), label: "Office" }],
      contacts: [newContact(), { ...newContact(), email: "maria@example.com" }],
      nationalIds: [{ ...newNationalId(), type: "tax number" }],
      relations: [{ ...newRelation(), customer: "0x12" }],
      customFields: [
        { ...newCustomField(), name: "Size", value: "M" },
        { ...newCustomField(), name: "Size", value: "L" },
      ],
    });
    expect(problems(found)).toEqual({
      legalName: "This is needed.",
      region: "This is needed.",
      employees: "This is not a whole number, such as 12.",
      founded: "Write a year, a month or a day, as 1996, 1996-07 or 1996-07-04.",
      website: "Write the whole address, beginning with https:// and without spaces.",
      "annualRevenue.currency": "This is needed.",
      "emails.1.address": "This is not an e-mail address.",
      "addresses.0.street": "Fill in at least one line of the address, or leave all of it out.",
      "contacts.1.name": "This is needed.",
      "nationalIds.0.country": "This is needed.",
      "nationalIds.0.number": "This is needed.",
      "relations.0.customer": "This is not a customer's id: 0x and 64 digits.",
      "customFields.1.name": "Another field of yours has this name already.",
    });
  });

  it("behavior: a person without a name is asked for one at a field that can hold it", () => {
    const checked = profile({ type: "person", birthDate: "1815-13" });
    expect(problems(checked)).toEqual({
      givenName: "Give a first name, a family name or the full name.",
      birthDate: "Write a year, a month or a day, as 1996, 1996-07 or 1996-07-04.",
    });
    if (!("error" in checked) || !(checked.error instanceof RefusedForm)) throw checked;
    expect(checked.error.problems.map(({ label }) => label).sort()).toEqual(["Date of birth", "Given name"]);
  });

  it("behavior: numbers are read as the language writes them, in every row, and nothing is guessed", () => {
    speak("de");
    const line = { ...newLine(), description: "Chai", quantity: "1,5", unitPrice: "18,00", discount: "0,15" };
    expect(transaction({ lines: [newLine(), line], total: "1.022,95" })).toMatchObject({
      record: { lines: [{ quantity: "1.5", unitPrice: "18.00", discount: "0.15" }], total: "1022.95" },
    });
    const doubtful = { ...line, unitPrice: "1.234" };
    expect(problems(transaction({ lines: [newLine(), doubtful], freight: "12.50", total: "1" }))).toEqual({
      "lines.1.unitPrice": "This can mean 1234 or 1,234. Write the one that you mean.",
      freight: "This is not a number such as 1234,50.",
    });
  });

  it("behavior: digits that a currency does not have are told with their number", () => {
    speak("en");
    const texts = (currency: string) => problems(transaction({ currency, total: "1.23456" })).total;
    expect(problems(transaction({ currency: "", freight: "1" })).currency).toBe("An amount needs its currency.");
    expect(texts("EUR")).toBe("This currency has only 2 decimals.");
    expect(texts("JPY")).toBe("This currency has no decimals: write a whole amount.");
    expect(problems(transaction({ total: "1234567890123456789" })).total).toMatch(/^This is not a number that can/);
  });

  it("behavior: a text that cannot be stored is a problem at its field, beside nothing else", () => {
    expect(problems(profile({ legalName: "a\u0007b" }))).toEqual({
      legalName: "This has a character that cannot be stored. Type it anew instead of pasting it.",
    });
    expect(problems(profile({ legalName: "\ud800" }))).toEqual({
      legalName: "This has a character that cannot be stored. Type it anew instead of pasting it.",
    });
    expect(problems(profile({ legalName: "  " }))).toEqual({ legalName: "There is nothing but spaces here." });
  });

  it("behavior: of an interaction, what is over a limit is told with the limit", () => {
    const rules = { kind: KINDS.interaction, clean: (form: object) => form as never, toRecord: formToInteraction };
    const values = { ...emptyInteractionForm({ labels, now: new Date() }), at: "", minutes: "99999" };
    expect(problems(checkForm({ ...rules, values }))).toEqual({
      at: "This is needed.",
      subject: "This is needed.",
      minutes: expect.stringMatching(/^This is too large: 44\D640 is the most\.$/),
    });
  });

  it("behavior: a profile opens in the language of whoever edits it, and saving it changes nothing", () => {
    const stored: Profile = {
      ...{ schema: "profile/2", type: "company", labels, legalName: "Alfreds Futterkiste" },
      annualRevenue: { amount: "2400000.50", currency: "EUR" },
    };
    for (const language of ["en", "de", "fr", "ar-EG"]) {
      speak(language);
      const values = profileToForm(stored);
      expect(checkForm({ ...profileRules, values })).toEqual({ record: stored });
    }
    speak("de");
    expect(profileToForm(stored).annualRevenue.amount).toBe("2400000,50");
  });

  it("error: what is about no field stays the error that it is", () => {
    const contacts = Array.from({ length: 5_000 }, () => ({ ...newContact(), name: "x".repeat(300), email: "a@b" }));
    expect(profile({ legalName: "A", contacts })).toMatchObject({ error: { code: "JsonTooLarge" } });
  });
});
