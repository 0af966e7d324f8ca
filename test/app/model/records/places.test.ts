import { describe, expect, it } from "vitest";
import { changesBetween } from "#app/model/records/changes.ts";
import { placeInForm } from "#app/model/records/check-form.ts";
import { problemOf } from "#app/model/records/form-errors.ts";
import { labelOfPointer } from "#app/model/records/label-of-pointer.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
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

describe("problemOf", () => {
  const refusal = (record: unknown): unknown => {
    try {
      return parseRecord(KINDS.profile, record);
    } catch (error) {
      return error;
    }
  };

  it("default: names the form's field and what is wrong with it", () => {
    expect(problemOf(refusal({ ...profile, emails: [{ address: "nobody" }] }))).toEqual({
      path: "emails.0.address",
      label: "E-mail 1: Address",
      problem: "is not an e-mail address",
    });
  });

  it("behavior: a missing member is needed; labels are at the form's top", () => {
    const { legalName: _legalName, ...rest } = profile;
    expect(problemOf(refusal(rest))).toMatchObject({ path: "legalName", problem: "is needed" });
    const labels = { classification: "internal", region: "Europe!" };
    expect(problemOf(refusal({ ...profile, labels }))).toMatchObject({ path: "region", label: "Region" });
  });

  it("behavior: text that two readers could take for different things is refused at its field", () => {
    expect(problemOf(refusal({ ...profile, legalName: "Cafe\u0301" }))).toMatchObject({ path: "legalName" });
  });

  it("error: an error that is about no field is null", () => {
    expect(problemOf(new Error("x"))).toBeNull();
    expect(problemOf(new KontorError({ code: "ChainUnavailable", message: "x" }))).toBeNull();
  });
});
