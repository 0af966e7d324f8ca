import { describe, expect, it } from "vitest";
import { changesBetween } from "#app/model/records/changes.ts";
import { placeInForm } from "#app/model/records/check-form.ts";
import { labelOfPointer } from "#app/model/records/label-of-pointer.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";

const profile: Profile = {
  schema: "profile/1",
  type: "company",
  labels: { classification: "internal", region: "EU" },
  legalName: "Alfreds Futterkiste",
  emails: [{ address: "a@example.com", primary: true }],
};

describe("labelOfPointer", () => {
  it("default: names members, and counts list elements from one", () => {
    expect(labelOfPointer("/legalName")).toBe("Legal name");
    expect(labelOfPointer("/emails/0/address")).toBe("E-mail 1: Address");
    expect(labelOfPointer("/labels/region")).toBe("Region");
  });

  it("behavior: a member without a word keeps its own name", () => {
    expect(labelOfPointer("/some~1thing")).toBe("some/thing");
  });
});

describe("placeInForm", () => {
  it("behavior: finds the row of the form behind a row of the record, whatever blank ones lie between", () => {
    const [blank, one, two] = [{ address: "" }, { address: "a@b" }, { address: "x" }];
    const values = { emails: [blank, one, blank, two], notes: "" };
    const cleaned = { ...values, emails: [one, two] };
    expect(placeInForm({ path: "emails.1.address", values, cleaned })).toBe("emails.3.address");
    expect(placeInForm({ path: "emails.0", values, cleaned })).toBe("emails.1");
    expect(placeInForm({ path: "notes", values, cleaned })).toBe("notes");
  });
});

describe("changesBetween", () => {
  it("default: lists what was added, changed and taken away, and nothing else", () => {
    const { emails: _emails, ...rest } = profile;
    const after: Profile = { ...rest, legalName: "Alfred & Co", tradeName: "Alfreds" };
    expect(changesBetween({ before: profile, after })).toEqual([
      { pointer: "/emails/0/address", before: "a@example.com", after: null },
      { pointer: "/emails/0/primary", before: "Yes", after: null },
      { pointer: "/legalName", before: "Alfreds Futterkiste", after: "Alfred & Co" },
      { pointer: "/tradeName", before: null, after: "Alfreds" },
    ]);
  });

  it("behavior: a record does not differ from itself", () => {
    expect(changesBetween({ before: profile, after: structuredClone(profile) })).toEqual([]);
  });
});
