import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import { generateIdentityKey } from "#protocol/keys/identity-key.ts";
import { openIdentity } from "#protocol/keys/sealed-identity.ts";
import { parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { type Consortium, share, startConsortium, write } from "#test/client/consortium.ts";
import { RECORDS } from "#test/protocol/fixtures/records.ts";
import { type Loot, plunder, steal } from "./loot.ts";

/** Every text of a full record of every kind, each unlike anything else in the store. */
const canaries = new Set<string>();
const records = CONTENT_KINDS.map((kind) => planted({ kind: KINDS[kind], record: structuredClone(RECORDS[kind]) }));

type Container = Record<string, unknown>;

/** Puts a canary into every field that takes one; what takes only its own format is a canary where it is long enough. */
function planted({ kind, record }: { kind: number; record: object }): object {
  const visit = (container: Container) => {
    for (const [name, value] of Object.entries(container)) {
      if (name === "labels" || name === "schema") continue;
      if (typeof value === "object" && value !== null) visit(value as Container);
      if (typeof value !== "string") continue;
      const canary = `canary ${crypto.randomUUID()}`;
      container[name] = canary;
      try {
        parseRecord(kind, record);
        canaries.add(canary);
      } catch {
        container[name] = value;
        if (value.length >= 10) canaries.add(value);
      }
    }
  };
  visit(record as Container);
  return record;
}

let world: Consortium;
let customer: Hex;
let loot: Loot;
beforeAll(async () => {
  world = await startConsortium();
  customer = await write({ world, records });
  await share(world, { customers: [customer] });
  loot = await steal(world.running.directory);
});
afterAll(() => world.stop());

/** Every way in which a text could lie in a file. */
function formsOf(text: string): Buffer[] {
  const plain = Buffer.from(text);
  // In base64 of a longer text it stands at one of three offsets, of which the outermost letters depend on the neighbours.
  const shifted = [0, 1, 2].map((before) =>
    Buffer.from(
      Buffer.concat([Buffer.alloc(before), plain])
        .toString("base64")
        .slice(4, -4),
    ),
  );
  return [plain, Buffer.from(text, "utf16le"), Buffer.from(plain.toString("hex")), ...shifted];
}

async function filesOf(directory: string): Promise<Buffer[]> {
  const names = await readdir(directory);
  return Promise.all(names.map((name) => readFile(join(directory, name))));
}

describe("a thief with the databases and every file beside them", () => {
  it("attack: a byte scan finds no canary from any plaintext field", async () => {
    const files = await filesOf(loot.directory);
    expect(files.length).toBeGreaterThanOrEqual(2);
    expect(canaries.size).toBeGreaterThan(60);
    // The scan does find what is there: the customer's id is public.
    expect(files.some((file) => file.includes(customer))).toBe(true);
    const found = [...canaries].filter((canary) =>
      formsOf(canary).some((form) => files.some((file) => file.includes(form))),
    );
    expect(found).toEqual([]);
  });

  it("attack: no key that lies in the store opens anything", async () => {
    expect(loot.payloads.size).toBeGreaterThanOrEqual(records.length);
    expect(loot.shares.length).toBeGreaterThan(0);
    const mallory = await generateIdentityKey();
    const lying = [
      ...loot.shares.map(({ share: bytes }) => bytes),
      ...loot.wraps.map((wrap) => wrap.slice(-48, -16)),
      ...loot.sealed.map((sealed) => sealed.slice(-48, -16)),
      new Uint8Array(32),
    ];
    const opened = await plunder({
      registry: world.registry,
      customer,
      loot,
      seeds: [mallory.seed, new Uint8Array(32)],
      secrets: lying.slice(0, 5),
      guesses: lying,
    });
    expect(opened).toEqual([]);
  });

  it("attack: the sealed identities do not open with what people like to choose", async () => {
    expect(loot.identities.length).toBeGreaterThan(3);
    for (const sealed of loot.identities) {
      const { header } = parseSealedIdentity(sealed);
      const guess = openIdentity({
        sealed,
        expected: header,
        unlock: { type: "passphrase", passphrase: "password123" },
      });
      await expect(guess).rejects.toMatchObject({ code: "LockNotOpened" });
    }
  });

  it("behavior: the same tools open everything with a member's key", async () => {
    const { registry, keeper } = world;
    const opened = await plunder({ registry, customer, loot, seeds: [keeper.identity.seed] });
    expect(opened).toEqual(records.map((_, index) => index + 1));
  });
});
