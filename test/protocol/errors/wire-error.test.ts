import { expect, test } from "vitest";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { fromWire, toWire } from "#protocol/errors/wire-error.ts";

test("behavior: an error survives JSON, without its cause", () => {
  const error = new KontorError({
    code: "UnknownKind",
    message: "Kind 12 is not known here.",
    hints: ["Update."],
    retryable: true,
    details: { kind: 12 },
    cause: new Error("secret"),
  });
  const wire = JSON.stringify(toWire(error));
  expect(wire).not.toContain("secret");
  const back = fromWire(JSON.parse(wire));
  expect(isKontorError(back)).toBe(true);
  expect(toWire(back as KontorError)).toEqual(toWire(error));
});

test("error: JSON that is no known error gives undefined", () => {
  for (const json of [
    null,
    1,
    [],
    {},
    { error: null },
    { error: { code: "Nonsense", message: "" } },
    { error: { code: "UnknownKind" } },
  ]) {
    expect(fromWire(json)).toBeUndefined();
  }
});

test("behavior: what isn't of its type is left out", () => {
  const error = fromWire({
    error: { code: "UnknownKind", message: "m", hints: [1, "a"], retryable: "yes", details: { a: {}, b: 1 } },
  });
  expect(error).toMatchObject({ hints: ["a"], retryable: false, details: { b: 1 } });
});

test("behavior: errors are told by shape", () => {
  expect(isKontorError(new Error("x"))).toBe(false);
  expect(isKontorError({ name: "KontorError", code: "UnknownKind" })).toBe(false);
  expect(isKontorError(Object.assign(new Error("x"), { name: "KontorError", code: "UnknownKind" }))).toBe(true);
});
