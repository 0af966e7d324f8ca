import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteShareStore } from "#service/store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";

const PROGRAM = fileURLToPath(new URL("write-until-killed.ts", import.meta.url));

type Write = { payload?: Hex; customer?: Hex; share?: string; block?: number; entries?: Hex[] };

describe("kill -9 during writes", () => {
  let directory: string;
  const acknowledged: Write[] = [];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "kontor-crash-"));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  /** Lets the program write, and kills it after so many acknowledged writes: at whatever it is doing then. */
  function writeUntil(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [PROGRAM, directory], { stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      child.once("error", reject);
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.split("\n").length > count) child.kill("SIGKILL");
      });
      child.once("close", (_code, signal) => {
        if (signal !== "SIGKILL") return reject(new Error(`the program ended by itself: ${signal}`));
        // The last line may be cut; all others were acknowledged.
        const lines = output.split("\n").slice(0, -1);
        acknowledged.push(...lines.map((line) => JSON.parse(line) as Write));
        resolve();
      });
    });
  }

  it("behavior: whatever was acknowledged is there afterwards, and nothing is half there", async () => {
    for (const count of [1, 2, 3, 40, 80]) {
      await writeUntil(count);
      for (const file of ["kontor.sqlite", "shares.sqlite"]) {
        const database = new DatabaseSync(join(directory, file));
        expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
        expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
        database.close();
      }
    }
    expect(acknowledged.length).toBeGreaterThan(100);

    // A key and the act that it stands for: both or neither.
    const kept = new DatabaseSync(join(directory, "kontor.sqlite"), { readOnly: true });
    const keys = kept.prepare("SELECT key FROM idempotency_key ORDER BY key").all();
    const acts = kept.prepare("SELECT substr(customer, 3) AS key FROM made_share ORDER BY customer").all();
    kept.close();
    expect(keys.length).toBeGreaterThan(20);
    expect(acts).toEqual(keys);

    const store = openSqliteStore({ path: join(directory, "kontor.sqlite") });
    const shares = openSqliteShareStore({ path: join(directory, "shares.sqlite") });
    for (const { payload, customer, share, block, entries } of acknowledged) {
      if (payload !== undefined) {
        const bytes = await store.payloads.get(payload);
        expect(
          `0x${createHash("sha256")
            .update(bytes ?? "")
            .digest("hex")}`,
        ).toBe(payload);
      }
      if (customer !== undefined) {
        const [found] = await shares.find([{ customer, keyEpoch: 1 }]);
        expect(Buffer.from(found?.share ?? []).toString("hex")).toBe(share);
      }
      if (entries !== undefined && block !== undefined) {
        expect((await store.index.heads(entries)).size).toBe(2);
        expect((await store.index.tip())?.number).toBeGreaterThanOrEqual(block);
      }
    }
    // Each block has two entries: a range that was cut is not there at all.
    const customers = await store.index.customers({ limit: 100_000 });
    expect(customers.length).toBe(2 * (await store.index.blocks()).length);
    await store.close();
    await shares.close();
  });
});
