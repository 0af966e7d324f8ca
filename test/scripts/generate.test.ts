import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const scripts = ["generate.ts", "coverage.ts"].map((name) => [
  name,
  fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url)),
]);

describe.each(scripts)("scripts/%s", (name, path) => {
  const run = (...args: string[]) => spawnSync(process.execPath, [path ?? "", ...args], { encoding: "utf8" });

  test("args: --help says how to use it and what it exits with", () => {
    const { status, stdout } = run("--help");
    expect(status).toBe(0);
    expect(stdout).toContain(`Usage: node scripts/${name}`);
    expect(stdout).toContain("Exit codes:");
  });

  test.each(["--nonsense", "file"])("error: %s is bad usage", (argument) => {
    const { status, stdout, stderr } = run(argument);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage:");
  });
});
