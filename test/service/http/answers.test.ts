import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gunzipSync } from "node:zlib";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getEntries } from "#client/service/customers.ts";
import { connectService } from "#client/service/service.ts";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { entriesResponseSchema } from "#protocol/api/customers.ts";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askUrl, bodyOf, json, refusalOf, signIn, upload } from "../api-caller.ts";
import {
  addOrganisation,
  append,
  makeEnvelope,
  makeIdentity,
  makeWrap,
  randomHash,
  startWorld,
  type TestOrganisation,
  type World,
} from "../world.ts";

type RawAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

const SCRIPT = "export const text = 'a script that is long enough'; ".repeat(50);

describe("answers", () => {
  let world: World;
  let running: TestService;
  let organisation: TestOrganisation;
  let directory: string;
  let ask: Ask;
  let writer: Ask;
  const entries: Entry[] = [];
  let customer: Hex;

  beforeAll(async () => {
    world = await startWorld();
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    directory = mkdtempSync(join(tmpdir(), "kontor-answers-"));
    mkdirSync(join(directory, "assets"));
    writeFileSync(join(directory, "index.html"), "<!doctype html><title>Kontor</title>");
    writeFileSync(join(directory, "assets", "main-abc.js"), SCRIPT);
    writeFileSync(join(directory, "assets", "main-abc.js.br"), brotliCompressSync(SCRIPT));
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      appDirectory: directory,
    });
    ask = askUrl(running.url);
    for (let count = 0; count < 5; count++) {
      const after = entries.at(-1);
      entries.push(await append({ world, organisation, ...(after === undefined ? {} : { after }) }));
    }
    customer = entries[0]?.header.customer ?? randomHash();
    await running.service.indexer.indexNow();
    writer = await signIn({ ask, account: organisation.writer });
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** As it comes over the wire: fetch would decompress it. */
  function raw(path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request(`${running.url}${path}`, { headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on("error", reject).end();
    });
  }

  describe("in pages", () => {
    const page = async (query: string) =>
      entriesResponseSchema.parse(await bodyOf(ask(`/api/customers/${customer}/entries${query}`)));

    it("default: a customer's entries come oldest first, and say where the next page begins", async () => {
      const first = await page("?limit=2");
      expect(first.entries.map(({ sequence }) => sequence)).toEqual([1, 2]);
      expect(first).toMatchObject({ next: 2, head: hashEntry(entries.at(-1) as Entry) });
      const last = await page(`?limit=3&after=${first.next}`);
      expect(last.entries.map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
      expect(last.next).toBeNull();
      expect((await page("")).entries).toHaveLength(5);
      expect(await page("?after=5")).toMatchObject({ entries: [], next: null });
    });

    it("error: a page is no larger than the API says", async () => {
      for (const query of ["?limit=501", "?limit=0", "?after=-1", "?after=1e1"]) {
        expect(await refusalOf(ask(`/api/customers/${customer}/entries${query}`)), query).toBe("400 InvalidArgument");
      }
    });

    const fetchWith =
      (change: (url: URL, answer: { next: number | null }) => void, limit: string) =>
      async (input: string, init?: RequestInit): Promise<Response> => {
        const url = new URL(input);
        url.searchParams.set("limit", limit);
        const answer = (await (await fetch(url, init)).json()) as { next: number | null };
        change(url, answer);
        return Response.json(answer);
      };

    it("behavior: the client follows them to the end", async () => {
      const asked: string[] = [];
      const service = connectService({
        url: running.url,
        fetch: fetchWith((url) => asked.push(url.search), "2"),
      });
      const served = await getEntries({ service, customer });
      expect(served.map(({ head }) => head)).toEqual(entries.map(hashEntry));
      expect(asked).toHaveLength(3);
    });

    it("attack: pages that lead in a circle, or nowhere, are given up", async () => {
      for (const next of [1, 2, 1_000_000]) {
        const service = connectService({
          url: running.url,
          fetch: fetchWith((_url, answer) => {
            answer.next = next;
          }, "2"),
        });
        await expect(getEntries({ service, customer }), String(next)).rejects.toMatchObject({
          code: "UnexpectedAnswer",
        });
      }
    });
  });

  describe("compressed", () => {
    it("default: JSON is, for who takes it, and says the same", async () => {
      const path = `/api/customers/${customer}/entries`;
      const plain = await raw(path);
      const zipped = await raw(path, { "Accept-Encoding": "br, gzip" });
      expect(plain.headers["content-encoding"]).toBeUndefined();
      expect(zipped.headers).toMatchObject({
        "content-encoding": "gzip",
        vary: expect.stringContaining("Accept-Encoding"),
      });
      expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
      expect(zipped.body.length).toBeLessThan(plain.body.length);
      expect((await raw(path, { "Accept-Encoding": "gzip;q=0" })).headers["content-encoding"]).toBeUndefined();
    });

    it("behavior: short answers, ciphertext and what has an ETag stay as they are", async () => {
      const { bytes, digest } = makeEnvelope({ world });
      await upload({ ask: writer, organisation: organisation.address, digest, bytes });
      const accepting = { "Accept-Encoding": "gzip" };
      const payload = await raw(`/api/payloads/${digest}`, accepting);
      expect(payload.headers["content-encoding"]).toBeUndefined();
      expect(payload.body.equals(Buffer.from(bytes))).toBe(true);
      expect((await raw("/healthz", accepting)).headers["content-encoding"]).toBeUndefined();
      const identity = encodeBase64(makeIdentity({ world, account: organisation.writer.address }));
      const put = { ...json({ identity }, { "If-None-Match": "*" }), method: "PUT" };
      const { etag } = (await bodyOf(writer("/api/identity", put))) as { etag: string };
      const found = await writer("/api/identity", { headers: accepting });
      expect(found.headers.get("etag")).toBe(etag);
    });

    it("default: the dApp's files are as they were built, and hashed ones never asked for again", async () => {
      const file = await raw("/assets/main-abc.js", { "Accept-Encoding": "gzip, deflate, br" });
      expect(file.headers).toMatchObject({
        "content-encoding": "br",
        "cache-control": "public, max-age=31536000, immutable",
        "content-type": expect.stringContaining("javascript"),
      });
      expect(file.body.equals(brotliCompressSync(SCRIPT))).toBe(true);
      expect((await raw("/assets/main-abc.js")).body.toString()).toBe(SCRIPT);
    });
  });

  describe("that refuse", () => {
    const message = async (answer: Promise<Response>) =>
      ((await (await answer).json()) as { error: { message: string; details?: Record<string, unknown> } }).error;

    it("error: name members that are unknown, a few of many, and cut short", async () => {
      const body = { address: organisation.address, adress: "x", "a\nb": 1 };
      expect(await message(ask("/api/challenges", json(body)))).toMatchObject({
        message: 'body: has unknown members: "adress", "a\\nb".',
      });
      const many = Object.fromEntries(
        Array.from({ length: 20 }, (_one, index) => [`member${index}${"x".repeat(99)}`, 1]),
      );
      const refused = await message(ask("/api/challenges", json({ address: organisation.address, ...many })));
      expect(refused.message).toContain("and 15 more");
      expect(refused.message.length).toBeLessThan(300);
    });

    it("error: say the schema's own text, and the row of a batch", async () => {
      const item = encodeBase64(makeWrap({ world, holder: organisation.address, customer }));
      const wraps = (items: unknown[]) =>
        message(writer("/api/wraps", json({ organisation: organisation.address, items })));
      expect(await wraps([item, item, "A".repeat(8_000)])).toMatchObject({
        message: "body.items.2: more than 4096 bytes.",
        details: { place: "body.items.2", row: 2 },
      });
      expect(await wraps([item, encodeBase64(new Uint8Array(100))])).toMatchObject({
        message: expect.stringMatching(/^body\.items\.1: /),
        details: { row: 1 },
      });
    });
  });
});
