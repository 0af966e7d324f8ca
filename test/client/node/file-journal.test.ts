import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileJournal } from "#client/node/file-journal.ts";
import type { Journal } from "#client/write/journal.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import type { Write } from "#client/write/write.ts";
import { refusalOf } from "#test/client/refusal.ts";

const hash = `0x${"ab".repeat(32)}` as const;
const address = `0x${"cd".repeat(20)}` as const;

function writeNamed(id: string): Write {
  return {
    version: 2,
    id,
    chainId: 31337,
    registry: address,
    organisation: address,
    author: address,
    confirmations: 1,
    customers: [hash],
    drafts: { version: 1, holder: address, epoch: 1, box: "AAAA" },
    rebases: 0,
    earlier: [],
    appends: [
      {
        customer: hash,
        sequence: "1",
        steward: address,
        predecessor: { steward: address, bodyHash: hash },
        kind: 1,
        keyEpoch: 1,
        commitment: hash,
        payloadDigest: hash,
        head: hash,
        envelope: "AAAA",
      },
    ],
    state: { step: "signed", transaction: { hash, nonce: 3, raw: "0x02", sentAt: "7" } },
    history: ["prepared", "stored", "signed"],
  };
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "kontor-journal-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const journals: [string, () => Journal][] = [
  ["in memory", () => memoryJournal()],
  ["in files", () => fileJournal({ directory: join(directory, "deep", "journal") })],
];

describe.each(journals)("a journal %s", (_name, create) => {
  it("default: keeps what was saved last, lists it, and forgets it", async () => {
    const journal = create();
    expect(await journal.load("a")).toBeNull();
    expect(await journal.list()).toEqual([]);
    const first = writeNamed("a");
    await journal.save(first);
    const second: Write = { ...first, state: { step: "stored" }, history: [...first.history, "stored"] };
    await journal.save(second);
    await journal.save(writeNamed("b"));
    expect(await journal.load("a")).toEqual(second);
    expect((await journal.list()).map(({ id }) => id).sort()).toEqual(["a", "b"]);
    await journal.remove("a");
    await journal.remove("never was");
    expect(await journal.load("a")).toBeNull();
    expect(await journal.list()).toHaveLength(1);
  });

  it("attack: an id is a name, not a path", async () => {
    const journal = create();
    for (const id of ["../../outside", "/etc/passwd", "a\0b", "x".repeat(10_000), "💥", "con"]) {
      await journal.save(writeNamed(id));
      expect((await journal.load(id))?.id).toBe(id);
    }
    expect(await journal.list()).toHaveLength(6);
  });
});

describe("a journal in files", () => {
  it("behavior: leaves no temporary files, and nobody else may read it", async () => {
    const journal = fileJournal({ directory });
    await journal.save(writeNamed("a"));
    await journal.save(writeNamed("a"));
    const names = await readdir(directory);
    expect(names).toHaveLength(1);
    expect((await stat(join(directory, names[0] ?? ""))).mode & 0o077).toBe(0);
  });

  it("behavior: what a crash left half-written beside it is ignored", async () => {
    const journal = fileJournal({ directory });
    await journal.save(writeNamed("a"));
    const [name] = await readdir(directory);
    await writeFile(join(directory, `${name}.123.tmp`), '{"version":1,');
    expect(await journal.list()).toHaveLength(1);
  });

  it("error: every kind of damage is said, and never taken for a write", async () => {
    const journal = fileJournal({ directory });
    await journal.save(writeNamed("a"));
    const [name] = await readdir(directory);
    const path = join(directory, name ?? "");
    const text = await readFile(path, "utf8");
    const whole = JSON.parse(text) as Record<string, unknown>;
    const damaged = [
      "",
      text.slice(0, -1),
      "null",
      "[]",
      JSON.stringify({ ...whole, version: 1 }),
      JSON.stringify({ ...whole, appends: [] }),
      JSON.stringify({ ...whole, state: { step: "lost" } }),
      JSON.stringify({ ...whole, state: { step: "submitted" } }),
      JSON.stringify({ ...whole, author: "0x12" }),
      JSON.stringify({ ...whole, extra: true }),
    ];
    for (const content of damaged) {
      await writeFile(path, content);
      expect(await refusalOf(journal.load("a"))).toMatchObject({ code: "JournalBroken" });
      expect(await refusalOf(journal.list())).toMatchObject({ code: "JournalBroken" });
    }
  });
});
