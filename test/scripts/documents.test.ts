import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "#scripts/cli/project-root.ts";
import { COMMANDS } from "#scripts/commands.ts";
import { VARIABLES } from "#service/configuration/variables.ts";
import gas from "../../snapshots/gas.json" with { type: "json" };

const read = (...path: string[]) => readFile(join(PROJECT_ROOT, ...path), "utf8");

/** Made by installing, building and testing. */
const MADE = /^(node_modules|dist|artifacts|cache|coverage|data|\.git|\.kontor)$/;

describe("what the documents say", () => {
  it("behavior: the README's tree shows every folder", async () => {
    const tree = (await read("README.md")).split("## How it is laid out")[1] ?? "";
    const entries = await readdir(PROJECT_ROOT, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && !MADE.test(entry.name)).map(({ name }) => name);
    expect(folders.filter((name) => !tree.includes(`\n${name}/ `))).toEqual([]);
  });

  it("behavior: every kontor command in the documents is there, with its options", async () => {
    for (const document of ["README.md", "docs/OPERATIONS.md", "docs/UPGRADE.md", "docs/VERIFY.md"]) {
      const text = (await read(document)).replaceAll("\\\n", " ");
      for (const [, call = ""] of text.matchAll(/npx kontor ([a-z][^`\n]*)/g)) {
        const words = call.split(/[^a-z-]+/)[0] === undefined ? [] : call.split(" ");
        const found = COMMANDS.find(({ name }) => `${words.join(" ")} `.startsWith(`${name} `));
        expect({ document, call, known: found !== undefined }).toEqual({ document, call, known: true });
        const { options } = await (found as (typeof COMMANDS)[number]).load();
        const given = call.match(/--[a-z-]+/g) ?? [];
        expect({ call, unknown: given.filter((one) => one !== "--help" && !(one.slice(2) in options)) }).toEqual({
          call,
          unknown: [],
        });
      }
    }
  });

  it("behavior: the gas budget of each role is what the snapshot has", async () => {
    const budget = ((await read("docs", "OPERATIONS.md")).split("## What it costs")[1] ?? "").split("\n## ")[0] ?? "";
    const known = new Set(Object.values(gas).map((units) => units.toLocaleString("en-US")));
    const rows = budget
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .slice(2);
    const told = rows.flatMap((row) => row.split("|")[3]?.trim().split("; ") ?? []);
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter((units) => !known.has(units))).toEqual([]);
  });

  it("behavior: the example of the service's settings names variables that there are", async () => {
    const settings = (await read("docs", "examples", "service.env"))
      .split("\n")
      .filter((line) => line.startsWith("KONTOR_"));
    expect(settings.length).toBeGreaterThan(5);
    for (const line of settings) expect(Object.keys(VARIABLES)).toContain(line.split("=")[0]);
  });

  it("behavior: every variable of the service is in its table", async () => {
    const operations = await read("docs", "OPERATIONS.md");
    for (const name of Object.keys(VARIABLES)) expect(operations).toContain(`\`${name}\``);
  });
});
