import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const RUN = fileURLToPath(new URL("../../bench/run.ts", import.meta.url));

function bench(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [RUN, ...args]);
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        text[name] += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...text }));
  });
}

describe("bench", () => {
  test("default: gas keeps its bounds, beside its references", async () => {
    const { code, stdout, stderr } = await bench("gas", "--json");
    // Hardhat says of the next hard fork that it is not final.
    expect(stderr.replace(/^Warning: .*"amsterdam" hardfork.*\s*/, "")).toBe("");
    expect(code).toBe(0);
    const measurements = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (const measurement of measurements) {
      expect(Object.keys(measurement)).toEqual(["suite", "name", "value", "unit", "against", "ratio"]);
      expect(measurement).toMatchObject({ suite: "gas", unit: "gas" });
    }
    const beside = (name: string, against: string) =>
      measurements.find(
        (measurement) => measurement.name === `${name} (osaka)` && measurement.against.startsWith(against),
      );
    expect(beside("first entry", "EAS").value).toBeLessThanOrEqual(56_000);
    expect(beside("first entry", "EAS").ratio).toBeLessThanOrEqual(0.31);
    expect(beside("next entry", "EAS").value).toBeLessThanOrEqual(41_000);
    expect(beside("next entry", "EAS").ratio).toBeLessThanOrEqual(0.205);
    expect(beside("appendMany of 100 first entries, each", "EAS").value).toBeLessThanOrEqual(30_000);
    expect(beside("batch of 1000 entries, each", "EAS").value).toBeLessThanOrEqual(100);
    for (const measurement of measurements.filter(({ against }) => against.startsWith("floor"))) {
      expect(measurement.ratio).toBeGreaterThan(1);
    }
  });

  test("args: --help says how, and which suites there are", async () => {
    const { code, stdout } = await bench("--help");
    expect(code).toBe(0);
    expect(stdout).toContain("gas");
  });

  test.each([
    [["nonsense"], "gas"],
    [["constructor"], "gas"],
    [[], "gas"],
    [["gas", "gas"], "gas"],
    [["gas", "--nonsense"], "Usage"],
  ])("error: %j is bad usage, and the suites are listed", async (args, text) => {
    const { code, stdout, stderr } = await bench(...args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(text);
  });
});
