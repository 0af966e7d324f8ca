import { describe, expect, it } from "vitest";
import { runScript } from "#test/scripts/run-script.ts";

const TIMEOUT = 300_000;

describe("npm run demo", () => {
  it(
    "default: writes all of Northwind, has it verified, damages two customers, and the verifier names both",
    async () => {
      const { code, output, complaint } = await runScript({ name: "demo", args: ["--json"] });
      expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
      const summary = JSON.parse(output.trim().split("\n").at(-1) ?? "");
      expect(summary).toEqual({
        customers: 91,
        entries: 921,
        verified: 921,
        refused: expect.arrayContaining([
          { customer: expect.stringMatching(/^0x[0-9a-f]{64}$/), sequence: expect.any(Number), verdict: "tampered" },
          { customer: expect.stringMatching(/^0x[0-9a-f]{64}$/), sequence: expect.any(Number), verdict: "unavailable" },
        ]),
        seconds: expect.any(Number),
      });
      expect(summary.refused).toHaveLength(2);
    },
    TIMEOUT,
  );
});
