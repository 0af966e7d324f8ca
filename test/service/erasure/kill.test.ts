import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { bytesToHex, type Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { createChainChanges } from "#service/chain/chain-changes.ts";
import { createEraser } from "#service/erasure/eraser.ts";
import { createLease } from "#service/leases/create-lease.ts";
import { createServiceMetrics } from "#service/metrics/service-metrics.ts";
import { openSqliteShareStore } from "#service/store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";
import { findTraces } from "./traces.ts";

const PROGRAM = fileURLToPath(new URL("erase-until-killed.ts", import.meta.url));
const hash = (): Hex => bytesToHex(randomBytes(32));

describe("kill -9 during an erasure", () => {
  let root: string;
  let head: Hex;
  const customer = hash();
  const neighbour = hash();
  const organisation = bytesToHex(randomBytes(20));
  const needles: Record<string, Uint8Array> = {};
  const kept: Record<string, Uint8Array> = {};

  const secret = (into: Record<string, Uint8Array>, name: string, length: number): Uint8Array => {
    const bytes = new Uint8Array(randomBytes(length));
    into[name] = bytes;
    return bytes;
  };

  /** Two customers, one of them erased on chain, with everything that the service keeps of them. */
  async function populate(directory: string): Promise<void> {
    const store = openSqliteStore({ path: join(directory, "kontor.sqlite") });
    const shares = openSqliteShareStore({ path: join(directory, "shares.sqlite") });
    for (const [id, into] of [
      [customer, needles],
      [neighbour, kept],
    ] as const) {
      for (const keyEpoch of [1, 2]) {
        await shares.findOrAdd([
          { customer: id, keyEpoch, organisation, share: secret(into, `share ${keyEpoch}`, 32) },
        ]);
        const place = { customer: id, keyEpoch, holder: organisation, steward: organisation, wrapperEpoch: 1 };
        await store.wraps.put({
          wraps: [
            {
              ...place,
              wrapper: "organisation",
              author: organisation,
              scope: 0,
              bytes: secret(into, `wrap ${keyEpoch}`, 169),
            },
          ],
          replaces: new Set(),
          byKeeper: false,
        });
      }
      for (const size of [200, 30_000]) {
        await store.payloads.put({
          digest: hash(),
          customer: id,
          organisation,
          author: organisation,
          bytes: secret(into, `payload ${size}`, size),
          at: { wall: 1, chain: 1 },
          pendingQuota: 1e9,
        });
      }
    }
    const block = { number: 1, hash: hash(), parentHash: hash(), timestamp: 1 };
    const entries = [customer, neighbour].map((id, logIndex) => ({
      type: "entry" as const,
      blockNumber: 1,
      blockHash: block.hash,
      transactionHash: hash(),
      logIndex,
      timestamp: 1,
      customer: id,
      sequence: 1,
      steward: organisation,
      head: id === customer ? head : hash(),
      previous: hash(),
      author: organisation,
      kind: id === customer ? KINDS.erasure : KINDS.profile,
      keyEpoch: 1,
      commitment: hash(),
      payloadDigest: hash(),
    }));
    await store.index.extend({ after: null, blocks: [block], events: entries, forgetBelow: 0 });
    await store.close();
    await shares.close();
  }

  function run(directory: string, killAt: number): { signal: string | null; steps: string[] } {
    const { signal, stdout, stderr } = spawnSync(
      process.execPath,
      [PROGRAM, directory, String(killAt), erasedHeadOf(head)],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    return { signal, steps: stdout.trim().split("\n").filter(Boolean) };
  }

  /** Another run of the service. */
  async function finish(directory: string): Promise<void> {
    const store = openSqliteStore({ path: join(directory, "kontor.sqlite") });
    const shares = openSqliteShareStore({ path: join(directory, "shares.sqlite") });
    await createEraser({
      chain: { confirm: async () => undefined, headOf: async () => erasedHeadOf(head) },
      store,
      shares,
      indexer: { indexNow: async () => undefined },
      lease: createLease({ leases: store.leases, name: "erase", holder: "this one", clock: Date.now }),
      changes: createChainChanges(),
      clock: Date.now,
      logger: pino({ level: "silent" }),
      metrics: createServiceMetrics(),
      confirmations: 1,
    }).erase();
    await store.close();
    await shares.close();
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "kontor-erasure-"));
    head = hash();
    await populate(root);
    expect(findTraces({ directory: root, needles })).toEqual(Object.keys(needles));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it("behavior: whatever the moment, the next run finishes it; nothing is left, and the receipt is the same", async () => {
    const whole = mkdtempSync(join(tmpdir(), "kontor-erasure-"));
    cpSync(root, whole, { recursive: true });
    const { signal, steps } = run(whole, -1);
    expect(signal).toBeNull();
    rmSync(whole, { recursive: true });
    expect(steps).toEqual([
      ...["due", "due", "begin", "destroy", "deleteTraces", "compact", "compact", "finish"],
      "erased 1",
    ]);

    for (let killAt = 1; killAt < steps.length - 1; killAt++) {
      const directory = mkdtempSync(join(tmpdir(), "kontor-erasure-"));
      cpSync(root, directory, { recursive: true });
      expect(run(directory, killAt).signal, `killed at ${steps[killAt]}`).toBe("SIGKILL");
      await finish(directory);
      const where = `after a kill at ${steps[killAt]}`;
      expect(findTraces({ directory, needles }), where).toEqual([]);
      expect(findTraces({ directory, needles: kept }), where).toEqual(Object.keys(kept));
      const store = openSqliteStore({ path: join(directory, "kontor.sqlite") });
      expect(await store.erasures.find(customer), where).toEqual({
        customer,
        head,
        sharesDestroyed: 2,
        wrapsDeleted: 2,
        payloadsDeleted: 2,
        destroyedAt: expect.any(Number),
      });
      expect(await store.erasures.find(neighbour)).toBeUndefined();
      await store.close();
      rmSync(directory, { recursive: true });
    }
  });
});
