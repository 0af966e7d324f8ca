// Line and branch coverage of the contracts by all their tests. Hardhat measures lines; so the tests run on a copy of the
// project in which both outcomes of every condition are lines.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findMissed } from "./contract-coverage/find-missed.ts";
import { parseLcov } from "./contract-coverage/parse-lcov.ts";
import { type AstNode, type WrappedSource, wrapConditions } from "./contract-coverage/wrap-conditions.ts";

const USAGE = `Usage: node scripts/coverage.ts

Runs the contracts' tests, TypeScript and Solidity, and fails unless they reach every line, and both outcomes of every
condition, of every contract.

  --help  this text

Exit codes: 0 all covered, 1 something was missed or a test failed, 2 bad usage`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COPY = join(ROOT, "coverage", "conditions");

/** What the contracts' tests need, beside node_modules. */
const COPIED = [
  "contracts",
  "generated",
  "ignition",
  "protocol",
  "test/contracts",
  "test/vectors",
  "hardhat.config.ts",
  "package.json",
];

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  try {
    if (parseArgs({ args: argv, options: { help: { type: "boolean" } } }).values.help === true) {
      console.log(USAGE);
      return 0;
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return 2;
  }
  const sources = await copyWrapped();
  const tests = await runTests();
  if (tests.code !== 0) {
    console.error(tests.output);
    return 1;
  }
  const hits = parseLcov(await readFile(join(COPY, "coverage", "lcov.info"), "utf8"));
  let [lines, branches, missed] = [0, 0, 0];
  for (const [file, source] of sources) {
    const coverage = findMissed({ source, hits: hits.get(file) ?? new Map() });
    lines += coverage.lines;
    branches += coverage.branches;
    missed += coverage.missed.length;
    for (const { line, what } of coverage.missed) console.error(`${file}:${line} ${what}`);
  }
  const total = lines + branches;
  const percent = total === 0 ? 0 : (100 * (total - missed)) / total;
  console.log(`Contracts: ${lines} lines and ${branches} branches, ${missed} missed: ${percent.toFixed(2)}% covered.`);
  return missed === 0 && total > 0 ? 0 : 1;
}

/** Makes the copy; gives back what was wrapped, by the file's path in the project. */
async function copyWrapped(): Promise<Map<string, WrappedSource>> {
  await rm(COPY, { recursive: true, force: true });
  await mkdir(join(COPY, "test"), { recursive: true });
  for (const path of COPIED) {
    if (existsSync(join(ROOT, path))) await cp(join(ROOT, path), join(COPY, path), { recursive: true });
  }
  await symlink(join(ROOT, "node_modules"), join(COPY, "node_modules"), "dir");

  const files = (await readdir(join(ROOT, "contracts"), { recursive: true })).filter((file) => file.endsWith(".sol"));
  const texts = new Map<string, string>();
  for (const file of files) texts.set(`contracts/${file}`, await readFile(join(ROOT, "contracts", file), "utf8"));
  const asts = parseSolidity(texts);
  const sources = new Map<string, WrappedSource>();
  for (const [file, source] of texts) {
    const ast = asts[file]?.ast;
    if (ast === undefined) throw new Error(`The compiler gave no syntax tree of ${file}.`);
    const wrapped = wrapConditions({ source, ast });
    await writeFile(join(COPY, file), wrapped.wrapped);
    sources.set(file, wrapped);
  }
  return sources;
}

function parseSolidity(texts: ReadonlyMap<string, string>): Record<string, { ast: AstNode }> {
  const require = createRequire(import.meta.url);
  const solc: { compile(input: string, callbacks: { import(path: string): { contents: string } }): string } =
    require("solc");
  const input = {
    language: "Solidity",
    sources: Object.fromEntries([...texts].map(([file, content]) => [file, { content }])),
    settings: { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } },
  };
  const readImport = (path: string) => ({ contents: readFileSync(require.resolve(path), "utf8") });
  return JSON.parse(solc.compile(JSON.stringify(input), { import: readImport })).sources;
}

function runTests(): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const cli = createRequire(import.meta.url)
      .resolve("hardhat/package.json")
      .replace(/package\.json$/, "dist/src/cli.js");
    const child = spawn(process.execPath, [cli, "test", "--coverage"], {
      cwd: COPY,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
