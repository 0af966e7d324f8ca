import { describe, expect, it } from "vitest";
import { ANOTHER, checkShareForm, EMPTY_SHARE_FORM, endOf, granteeOf } from "#app/model/sharing/share-form.ts";

const OWN = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const now = new Date("2026-05-01T12:00:00Z");
const check = (form: Partial<typeof EMPTY_SHARE_FORM>) =>
  checkShareForm({ form: { ...EMPTY_SHARE_FORM, ...form }, organisation: OWN, now });

describe("the form of sharing", () => {
  it("default: names the organisation that is chosen, in lower case, with no end", () => {
    const form = { ...EMPTY_SHARE_FORM, recipient: OTHER };
    expect(granteeOf(form)).toBe(OTHER.toLowerCase());
    expect(endOf(form)).toBeNull();
    expect(check(form)).toEqual({});
  });

  it("args: an address that is typed in", () => {
    expect(check({ recipient: ANOTHER, address: ` ${OTHER} ` })).toEqual({});
    expect(granteeOf({ ...EMPTY_SHARE_FORM, recipient: ANOTHER, address: ` ${OTHER} ` })).toBe(OTHER.toLowerCase());
  });

  it("error: nobody, no address, a mistyped checksum, oneself", () => {
    expect(check({})).toHaveProperty("recipient");
    expect(check({ recipient: ANOTHER, address: "0x12" })).toHaveProperty("address");
    expect(check({ recipient: ANOTHER, address: OTHER.replace("C44", "c44") })).toHaveProperty("address");
    expect(check({ recipient: ANOTHER, address: OWN })).toHaveProperty("address");
  });

  it("error: an end that is over", () => {
    expect(check({ recipient: OTHER, until: "2026-04-30T12:00" })).toHaveProperty("until");
    expect(check({ recipient: OTHER, until: "2026-05-03T12:00" })).toEqual({});
  });
});
