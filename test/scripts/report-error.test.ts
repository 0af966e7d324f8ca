import { afterEach, describe, expect, it, vi } from "vitest";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { reportError } from "#scripts/cli/report-error.ts";

afterEach(() => vi.restoreAllMocks());

function report(error: unknown) {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  said.mockClear();
  const code = reportError({ error, json: false });
  return { code, said: said.mock.calls.map(([text]) => String(text)).join("") };
}

describe("reportError", () => {
  it("error: a mistake of our own exits 70, in two lines and without a stack", () => {
    for (const error of [new TypeError("x is undefined\n    at somewhere"), "thrown text", null]) {
      const { code, said } = report(error);
      expect(code).toBe(70);
      expect(said).toMatch(/^error \[InternalFailure\] .*\n {2}hint: .*\n$/);
      expect(said).not.toContain("somewhere");
    }
    expect(report(new KontorError({ code: "InvariantBroken", message: "No." })).code).toBe(70);
  });

  it.each([
    ["InvalidArgument", 2],
    ["ChainUnavailable", 3],
    ["ServiceUnavailable", 3],
    ["UnexpectedAnswer", 3],
    ["WrongChain", 3],
    ["RegistryMissing", 3],
    ["BlockTooOld", 3],
    ["HeaderUnknown", 3],
    ["RegistryUnknown", 1],
  ] as const)("error: %s exits %i", (code, exit) => {
    expect(report(new KontorError({ code, message: "No." })).code).toBe(exit);
  });
});
