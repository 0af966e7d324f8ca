import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { findMissed } from "#scripts/contract-coverage/find-missed.ts";
import { parseLcov } from "#scripts/contract-coverage/parse-lcov.ts";
import { wrapConditions } from "#scripts/contract-coverage/wrap-conditions.ts";

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
// Wörter – more bytes than characters.
contract Sample {
    function pick(uint256 a, bool b) external pure returns (uint256) {
        if (a == 1 || (b && a > 7)) return 1;
        for (uint256 i = 0; i < a; ++i) a = b ? i : a;
        return a;
    }
}
`;

const solc: { compile(input: string): string } = createRequire(import.meta.url)("solc");

function compile({ content, ast }: { content: string; ast: boolean }) {
  const input = {
    language: "Solidity",
    sources: { "Sample.sol": { content } },
    settings: ast
      ? { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } }
      : { outputSelection: { "*": { "*": ["evm.bytecode"] } } },
  };
  return JSON.parse(solc.compile(JSON.stringify(input)));
}

function wrapSample() {
  return wrapConditions({ source: SOURCE, ast: compile({ content: SOURCE, ast: true }).sources["Sample.sol"].ast });
}

describe("wrapConditions", () => {
  test("default: finds every condition and operand, on its line", () => {
    expect(wrapSample().conditions.map(({ line, text }) => [line, text])).toEqual([
      [6, "a == 1"],
      [6, "b"],
      [6, "a > 7"],
      [7, "i < a"],
      [7, "b"],
    ]);
  });

  test("behavior: the result compiles, moves no line, and has each outcome on a line of its own", () => {
    const { wrapped, conditions, lastLine } = wrapSample();
    expect(compile({ content: wrapped, ast: false }).errors ?? []).toEqual([]);
    const lines = wrapped.split("\n");
    expect(lines[5]).toBe("        if (_condition0(a == 1) || (_condition1(b) && _condition2(a > 7))) return 1;");
    expect(lines[lastLine - 1]).toBe("}");
    for (const { whenTrue, whenFalse } of conditions) {
      expect(lines[whenTrue - 1]).toContain("return true;");
      expect(lines[whenFalse - 1]).toContain("return false;");
    }
  });
});

describe("findMissed", () => {
  const everyLine = (except: number[]) => {
    const { wrapped } = wrapSample();
    return new Map(wrapped.split("\n").map((_, index) => [index + 1, except.includes(index + 1) ? 0 : 1]));
  };

  test("default: nothing is missed where every line was run", () => {
    const source = wrapSample();
    expect(findMissed({ source, hits: everyLine([]) })).toEqual({ lines: 10, branches: 10, missed: [] });
  });

  test("behavior: names lines that never ran, and the outcome that a condition never had", () => {
    const source = wrapSample();
    const loop = source.conditions[3];
    const hits = everyLine([8, loop?.whenFalse ?? 0]);
    expect(findMissed({ source, hits }).missed).toEqual([
      { line: 7, what: "never false: i < a" },
      { line: 8, what: "never run" },
    ]);
  });

  test("behavior: a file that was not measured is missed, not covered", () => {
    expect(findMissed({ source: wrapSample(), hits: new Map() }).missed).toHaveLength(10);
  });
});

test("parseLcov default: hits by file and line", () => {
  const text = "TN:\nSF:a.sol\nDA:3,1\nDA:4,0\nLH:1\nLF:2\nend_of_record\nTN:\nSF:b.sol\nDA:1,2\nend_of_record\n";
  expect(parseLcov(text)).toEqual(
    new Map([
      [
        "a.sol",
        new Map([
          [3, 1],
          [4, 0],
        ]),
      ],
      ["b.sol", new Map([[1, 2]])],
    ]),
  );
});
