import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { bytesToHex } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAIN_APPLICATION_ID, MAIN_MIGRATIONS } from "#service/store/sqlite/main-migrations.ts";
import { openSqliteShareStore } from "#service/store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";
import { describeAccessStore } from "./access-conformance.ts";
import { describeStore, type StoreFactory } from "./conformance.ts";
import { describeShareStore } from "./share-conformance.ts";

const temporaryDirectory = () => mkdtempSync(join(tmpdir(), "kontor-store-"));

const createStore: StoreFactory = async () => {
  const directory = temporaryDirectory();
  const store = openSqliteStore({ path: join(directory, "kontor.sqlite") });
  return {
    store,
    destroy: async () => {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
};

describeStore({ name: "SQLite", createStore });
describeAccessStore({ name: "SQLite", createStore });

describeShareStore({
  name: "SQLite",
  createStore: async () => {
    const directory = temporaryDirectory();
    const shares = openSqliteShareStore({ path: join(directory, "shares.sqlite") });
    return {
      shares,
      destroy: async () => {
        await shares.close();
        rmSync(directory, { recursive: true });
      },
    };
  },
});

describe("SQLite files", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    path = join(directory, "kontor.sqlite");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const payload = (size: number) => ({
    digest: bytesToHex(randomBytes(32)),
    customer: bytesToHex(randomBytes(32)),
    organisation: bytesToHex(randomBytes(20)),
    author: `0x${"a1".repeat(20)}` as const,
    bytes: randomBytes(size),
    at: { wall: 1, chain: 1 },
    pendingQuota: 1e12,
  });

  it("default: are in WAL mode and keep what was written", async () => {
    const first = openSqliteStore({ path });
    const stored = payload(1_000);
    await first.payloads.put(stored);
    await first.close();
    const second = openSqliteStore({ path });
    expect(await second.payloads.get(stored.digest)).toEqual(new Uint8Array(stored.bytes));
    await second.close();
    const database = new DatabaseSync(path);
    expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    database.close();
  });

  it("error: a file of a newer version or of another program is left alone", async () => {
    await openSqliteStore({ path }).close();
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => openSqliteStore({ path })).toThrow(expect.objectContaining({ code: "StoreVersionUnknown" }));
    const sharesPath = join(directory, "shares.sqlite");
    await openSqliteShareStore({ path: sharesPath }).close();
    expect(() => openSqliteStore({ path: sharesPath })).toThrow(
      expect.objectContaining({ code: "StoreVersionUnknown" }),
    );
  });

  it("behavior: a file of version 1 keeps its payloads, wraps and secrets; its index is made anew", async () => {
    const [first] = MAIN_MIGRATIONS;
    const hex = (length: number) => bytesToHex(randomBytes(length));
    const [organisation, recipient, customer, digest] = [hex(20), hex(20), hex(32), hex(32)];
    const [wrap, secret] = [randomBytes(169), randomBytes(1_251)];
    const envelope = Buffer.concat([randomBytes(36), Buffer.from(customer.slice(2), "hex"), randomBytes(400)]);
    const old = new DatabaseSync(path);
    old.exec(`${first}; PRAGMA application_id = ${MAIN_APPLICATION_ID}; PRAGMA user_version = 1;`);
    const insert = (table: string, ...values: (string | number | Uint8Array)[]) =>
      old.prepare(`INSERT INTO ${table} VALUES (${values.map(() => "?").join(", ")})`).run(...values);
    insert("payload", digest, organisation, envelope.length, envelope);
    insert("wrap", customer, 1, 0, organisation, 1, wrap);
    insert("sealed_secret", organisation, 1, recipient, 1, hex(32), secret, 5);
    insert("block", 7, hex(32), hex(32), 7);
    insert("role_event", 7, 0, hex(32), recipient, 0);
    old.close();

    const store = openSqliteStore({ path });
    expect(await store.index.tip()).toBeUndefined();
    expect(await store.payloads.get(digest)).toEqual(new Uint8Array(envelope));
    expect(await store.wraps.find({ holder: organisation, items: [{ customer, keyEpoch: 1 }] })).toEqual([
      {
        customer,
        keyEpoch: 1,
        scope: 0,
        holder: organisation,
        wrapper: "organisation",
        steward: organisation,
        wrapperEpoch: 1,
        author: "",
        bytes: new Uint8Array(wrap),
      },
    ]);
    const place = { kind: "organisation", organisation, epoch: 1, recipient } as const;
    expect(await store.sealed.secrets(place)).toEqual([new Uint8Array(secret)]);
    await store.erasures.begin({ customer, head: hex(32) });
    await store.erasures.deleteTraces(customer);
    expect(await store.erasures.find(customer)).toMatchObject({ wrapsDeleted: 1, payloadsDeleted: 1 });
    await store.close();
  });

  it("behavior: files are their owner's alone, also those beside them, and those that were not", async () => {
    const nested = join(directory, "new", "kontor.sqlite");
    const store = openSqliteStore({ path: nested });
    await store.payloads.put(payload(10));
    const modeOf = (file: string) => statSync(file).mode & 0o777;
    expect(modeOf(dirname(nested))).toBe(0o700);
    for (const suffix of ["", "-wal", "-shm", ".lock"]) expect(modeOf(`${nested}${suffix}`)).toBe(0o600);
    await store.close();
    chmodSync(nested, 0o644);
    await openSqliteStore({ path: nested }).close();
    expect(modeOf(nested)).toBe(0o600);
  });

  it("error: a second process is refused by name, also under another name of the file; one that was killed is no obstacle", async () => {
    const holder = spawn(process.execPath, [fileURLToPath(new URL("hold-store.ts", import.meta.url)), path], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(holder.stdout, "data");
    const link = join(directory, "link.sqlite");
    symlinkSync(path, link);
    for (const name of [path, link]) {
      expect(() => openSqliteStore({ path: name })).toThrow(
        expect.objectContaining({ code: "StoreLocked", message: expect.stringContaining(name) }),
      );
    }
    holder.kill("SIGKILL");
    await once(holder, "close");
    const store = openSqliteStore({ path });
    expect(() => openSqliteStore({ path })).toThrow(expect.objectContaining({ code: "StoreLocked" }));
    await store.close();
  });

  it("error: a destroyed header is StoreDamaged and names the file; the file stays as it is", async () => {
    await openSqliteStore({ path }).close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 0, 100);
    writeFileSync(path, bytes);
    expect(() => openSqliteStore({ path })).toThrow(
      expect.objectContaining({ code: "StoreDamaged", details: { file: path }, hints: expect.any(Array) }),
    );
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it("error: a file that is deleted or replaced under the store takes nothing more", async () => {
    const store = openSqliteStore({ path });
    await store.payloads.put(payload(10));
    unlinkSync(path);
    const refusal = { code: "StoreFailed", details: { file: path } };
    await expect(store.payloads.put(payload(10))).rejects.toMatchObject(refusal);
    writeFileSync(path, "");
    await expect(store.ping()).rejects.toMatchObject(refusal);
    await store.close();
  });

  it("behavior: the check of a file finds a page that does not fit, and nothing in a whole one", async () => {
    const store = openSqliteStore({ path });
    for (let count = 0; count < 50; count++) await store.payloads.put(payload(3_000));
    expect(await store.file.findDamage()).toEqual([]);
    await store.close();
    const bytes = readFileSync(path);
    const pageSize = bytes.readUInt16BE(16);
    bytes.fill(0x5a, 8 * pageSize, 9 * pageSize);
    writeFileSync(path, bytes);
    const damaged = openSqliteStore({ path });
    expect(await damaged.file.findDamage()).not.toEqual([]);
    await damaged.close();
  });

  it("shares: a share whose bytes were changed on the disk is neither given out nor made anew", async () => {
    const shares = openSqliteShareStore({ path });
    const offered = {
      customer: bytesToHex(randomBytes(32)),
      keyEpoch: 1,
      organisation: bytesToHex(randomBytes(20)),
      share: new Uint8Array(randomBytes(32)),
    };
    await shares.findOrAdd([offered]);
    await shares.close();
    const bytes = readFileSync(path);
    const at = bytes.indexOf(offered.share);
    expect(at).toBeGreaterThan(0);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const flipped = openSqliteShareStore({ path });
    expect(await flipped.find([offered])).toEqual([]);
    await expect(flipped.findOrAdd([offered])).rejects.toMatchObject({ code: "ShareMissing" });
    expect(await flipped.inspect({ limit: 10 })).toEqual([{ customer: offered.customer, keyEpoch: 1, intact: false }]);
    await flipped.close();
  });

  it("error: a full disk is StorageFull; nothing half is stored, and what was there can be read and added to later", async () => {
    const store = openSqliteStore({ path, maxPages: 200 });
    const first = payload(1_000);
    await store.payloads.put(first);
    const tooLarge = payload(2_000_000);
    await expect(store.payloads.put(tooLarge)).rejects.toMatchObject({ code: "StorageFull", retryable: true });
    expect(await store.payloads.get(tooLarge.digest)).toBeUndefined();
    expect((await store.payloads.pending()).count).toBe(1);
    expect(await store.payloads.get(first.digest)).toEqual(new Uint8Array(first.bytes));
    await store.payloads.put(payload(1_000));
    await store.close();
  });

  it("error: a store that another process holds for too long is StoreBusy", async () => {
    const store = openSqliteStore({ path });
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    await expect(store.payloads.put(payload(10))).rejects.toMatchObject({ code: "StoreBusy", retryable: true });
    other.exec("ROLLBACK");
    await store.payloads.put(payload(10));
    other.close();
    await store.close();
  });

  it("shares: a full disk is StorageFull", async () => {
    const shares = openSqliteShareStore({ path, maxPages: 4 });
    const many = Array.from({ length: 500 }, () => ({
      customer: bytesToHex(randomBytes(32)),
      keyEpoch: 1,
      organisation: bytesToHex(randomBytes(20)),
      share: new Uint8Array(randomBytes(32)),
    }));
    await expect(shares.findOrAdd(many)).rejects.toMatchObject({ code: "StorageFull" });
    expect(await shares.find(many)).toEqual([]);
    await shares.close();
  });
});
