import { globSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "#scripts/local/build-app.ts";

/** Packages that the sources name in imports which are not of types alone. */
function importedBy(pattern: string): Set<string> {
  const found = new Set<string>();
  for (const file of globSync(pattern)) {
    const source = readFileSync(file, "utf8");
    for (const [, from = ""] of source.matchAll(/^(?:import|export) (?!type )[^"]*"([^"#.][^"]*)"/gm)) {
      found.add(
        from
          .split("/")
          .slice(0, from.startsWith("@") ? 2 : 1)
          .join("/"),
      );
    }
  }
  return found;
}

describe("the notices of what is bundled", () => {
  let notices = "";
  beforeAll(async () => {
    await buildApp({ signal: new AbortController().signal });
    notices = readFileSync("dist/third-party-notices.txt", "utf8");
  });

  it("default: name every package that the app imports, with its licence and whose it is", () => {
    const packages = [...importedBy("app/**/*.{ts,tsx}")];
    expect(packages.length).toBeGreaterThan(15);
    for (const name of packages) expect(notices, name).toContain(`Name: ${name}\n`);
    expect(notices.match(/^License Text:$/gm)?.length).toBeGreaterThan(packages.length);
    expect(notices).toMatch(/Permission is hereby granted, free of charge/);
  });

  it("behavior: say nothing of this machine, and nothing of what is not bundled", () => {
    expect(notices).not.toContain(process.cwd());
    for (const name of ["vitest", "hardhat", "pino", "pg", "hono"]) expect(notices).not.toContain(`Name: ${name}\n`);
  });
});
