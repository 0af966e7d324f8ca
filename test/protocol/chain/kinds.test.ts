import { expect, test } from "vitest";
import { CONTENT_KINDS, KINDS, kindName, recordKindName } from "#protocol/chain/kinds.ts";
import { codeOf } from "../fixtures/error-code.ts";

test("default: every code has its name", () => {
  for (const [name, code] of Object.entries(KINDS)) expect(kindName(code)).toBe(name);
});

test("behavior: content kinds and the transfer carry a record; merge and erasure don't", () => {
  for (const name of [...CONTENT_KINDS, "transfer"] as const) expect(recordKindName(KINDS[name])).toBe(name);
  for (const name of ["merge", "erasure"] as const)
    expect(codeOf(() => recordKindName(KINDS[name]))).toBe("UnknownKind");
});

test("error: an unknown code is refused", () => {
  for (const code of [0, 10, -1, 65_535, 1.5, Number.NaN]) expect(codeOf(() => kindName(code))).toBe("UnknownKind");
});
