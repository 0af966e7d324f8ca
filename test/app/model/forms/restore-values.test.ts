import { describe, expect, it } from "vitest";
import { restoreValues } from "#app/model/forms/restore-values.ts";

const initial = { title: "", text: "", rows: [] as { name: string }[], place: { city: "" } };

describe("restoreValues", () => {
  it("default: what was kept stands where it was", () => {
    const kept = { title: "T", text: "x", rows: [{ name: "n" }], place: { city: "Berlin" } };
    expect(restoreValues({ initial, kept })).toEqual(kept);
  });

  it("behavior: a member that was not there yet has its start", () => {
    expect(restoreValues({ initial, kept: { text: "x" } })).toEqual({ ...initial, text: "x" });
  });

  it("error: a member that is no more, or of another kind, is left out", () => {
    const kept = { text: "x", rows: "gone", place: [], title: null, other: "?" };
    expect(restoreValues({ initial, kept })).toEqual({ ...initial, text: "x" });
    expect(restoreValues({ initial, kept: "nothing" })).toEqual(initial);
  });
});
