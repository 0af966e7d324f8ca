import { describe, expect, it } from "vitest";
import { conflictingFields } from "#app/model/writes/conflicting-fields.ts";
import type { EditConflict } from "#client/write/merge-edits.ts";
import type { JsonObject } from "#protocol/json/json-value.ts";
import { mergeRecords } from "#protocol/record/merge-records.ts";

const base: JsonObject = {
  schema: "profile/1",
  legalName: "Alfreds Futterkiste",
  emails: [{ address: "maria@example.com", primary: true }],
};

function conflictOf({ mine, theirs }: { mine: JsonObject; theirs: JsonObject }): EditConflict {
  const place = { customer: "0x01", head: "0x02", author: "0x03", draft: 0 } as const;
  return { ...place, theirs, ...mergeRecords({ base, mine, theirs }) };
}

describe("conflictingFields", () => {
  it("default: names only the places that both changed, with what was there and what each wrote", () => {
    const mine = { ...base, legalName: "Mine", tradeName: "Alfreds" };
    const theirs = { ...base, legalName: "Theirs", website: "https://a.example" };
    expect(conflictingFields(conflictOf({ mine, theirs }))).toEqual({
      ...{ customer: "0x01", head: "0x02", author: "0x03" },
      fields: [
        { pointer: "/legalName", label: "Legal name", before: "Alfreds Futterkiste", mine: "Mine", theirs: "Theirs" },
      ],
    });
  });

  it("behavior: a row that one took away and the other changed is nothing on the one side, and spelled out on the other", () => {
    const { emails: _emails, ...mine } = base;
    const theirs = { ...base, emails: [{ address: "office@example.com", primary: true }] };
    const [field, ...others] = conflictingFields(conflictOf({ mine, theirs })).fields;
    expect(others).toEqual([]);
    expect(field?.mine).toBeNull();
    expect(field?.theirs).toContain("office@example.com");
    expect(field?.theirs).toContain("Yes");
    expect(field?.before).toContain("maria@example.com");
  });

  it("behavior: of a whole profile only the lines that differ are shown", () => {
    const mine = { ...base, type: "person" };
    const theirs = { ...base, type: "company" };
    const whole: EditConflict = {
      ...conflictOf({ mine: base, theirs: base }),
      conflicts: [{ pointer: "", base, mine, theirs }],
    };
    const [field] = conflictingFields(whole).fields;
    expect(field).toMatchObject({ label: "The whole profile", before: null });
    expect(field?.mine).toMatch(/person$/);
    expect(field?.mine).not.toContain("Alfreds");
    expect(field?.theirs).toMatch(/company$/);
  });
});
