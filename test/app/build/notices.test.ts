import { globSync, readFileSync } from "node:fs";
import { parseAst } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "#scripts/local/build-app.ts";

/** Packages whose code the sources import; what is imported as a type alone is not bundled. */
function importedBy(pattern: string): Set<string> {
  const found = new Set<string>();
  for (const file of globSync(pattern)) {
    const { body } = parseAst(readFileSync(file, "utf8"), { lang: file.endsWith("x") ? "tsx" : "ts" });
    for (const node of body) {
      if (node.type !== "ImportDeclaration" || (node as { importKind?: string }).importKind === "type") continue;
      const from = String(node.source.value);
      if (!/^[#.]/.test(from)) found.add(from.split("/", from.startsWith("@") ? 2 : 1).join("/"));
    }
  }
  return found;
}

describe("the notices of what is bundled", () => {
  let notices = "";
  let named: string[] = [];
  beforeAll(async () => {
    await buildApp({ signal: new AbortController().signal });
    notices = readFileSync("dist/third-party-notices.txt", "utf8");
    named = [...notices.matchAll(/^Name: (.+)$/gm)].map(([, name = ""]) => name);
  });

  it("default: name every package that the app imports, with its licence and whose it is", () => {
    const packages = [...importedBy("app/**/*.{ts,tsx}")];
    expect(packages.length).toBeGreaterThan(15);
    expect(packages.filter((name) => !named.includes(name))).toEqual([]);
    expect(notices.includes("Permission is hereby granted, free of charge")).toBe(true);
  });

  it("behavior: say nothing of this machine, and nothing of what is not bundled", () => {
    expect(notices.includes(process.cwd())).toBe(false);
    expect(named.filter((name) => ["vitest", "hardhat", "pino", "pg", "hono"].includes(name))).toEqual([]);
  });
});
