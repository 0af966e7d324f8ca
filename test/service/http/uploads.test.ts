import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { payloadQueryResponseSchema } from "#protocol/api/payloads.ts";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askUrl, bodyOf, json, refusalOf, signIn, upload } from "../api-caller.ts";
import {
  addOrganisation,
  append,
  makeEnvelope,
  randomHash,
  sha256,
  startWorld,
  type TestEnvelope,
  type TestOrganisation,
  type World,
} from "../world.ts";

const REQUEST_TIMEOUT_MS = 1_000;

describe("uploads, over a socket", () => {
  let world: World;
  let running: TestService;
  let ask: Ask;
  let writer: Ask;
  let token: string;
  let organisation: TestOrganisation;
  let now: number;

  beforeAll(async () => {
    world = await startWorld();
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    now = Date.now();
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      environment: { KONTOR_PENDING_TTL: "3600", KONTOR_PENDING_QUOTA: String(8 * 1024 * 1024) },
      now: () => now,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
    });
    ask = askUrl(running.url);
    await running.service.indexer.indexNow();
    writer = await signIn({
      ask: (path, init) => {
        return ask(path, init).then(async (answer) => {
          const copy = answer.clone();
          if (path === "/api/sessions") token = ((await copy.json()) as { token: string }).token;
          return answer;
        });
      },
      account: organisation.writer,
    });
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
  });

  const put = ({ bytes, digest }: TestEnvelope) =>
    upload({ ask: writer, organisation: organisation.address, digest, bytes });
  const isStored = async (digest: string) => (await ask(`/api/payloads/${digest}`, { method: "HEAD" })).status === 200;

  it("attack: what does not hash to its digest, or is no envelope of this registry, is refused and not kept", async () => {
    const good = makeEnvelope({ world });
    const hostile: [Uint8Array, string][] = [
      [new Uint8Array(0), "400 InvalidFormat"],
      [new Uint8Array(randomBytes(500)), "400 InvalidFormat"],
      [makeEnvelope({ world, registry: organisation.address }).bytes, "400 ContextMismatch"],
      [makeEnvelope({ world, chainId: 1 }).bytes, "400 ContextMismatch"],
      [good.bytes.with(4, 2), "400 UnknownVersion"],
      [good.bytes.with(5, 2), "400 UnknownSuite"],
      [good.bytes.with(7, 99), "400 UnknownKind"],
      [good.bytes.slice(0, -1), "400 InvalidFormat"],
      [new Uint8Array([...good.bytes, 0]), "400 InvalidFormat"],
    ];
    for (const [bytes, refusal] of hostile) {
      const digest = sha256(bytes);
      expect(await refusalOf(put({ bytes, digest }))).toBe(refusal);
      expect(await isStored(digest)).toBe(false);
    }
    expect(await refusalOf(put({ bytes: good.bytes, digest: randomHash() }))).toBe("400 PayloadDigestMismatch");
    expect(await isStored(good.digest)).toBe(false);
  });

  it("attack: too long by header, too long by body, compressed: refused before it is read", async () => {
    const path = `/api/payloads/${randomHash()}?organisation=${organisation.address}`;
    const tooLong = new Uint8Array(API_LIMITS.payloadBytes + 1);
    expect(await refusalOf(writer(path, { method: "PUT", body: tooLong }))).toBe("413 BodyTooLarge");
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    });
    const answer = await writer(path, { method: "PUT", body: endless, duplex: "half" } as RequestInit).then(
      (response) => refusalOf(response),
      () => "connection closed",
    );
    expect(["413 BodyTooLarge", "connection closed"]).toContain(answer);
    const bomb = gzipSync(new Uint8Array(10_000_000));
    for (const encoding of ["gzip", "br", "identity, gzip"]) {
      const init = { method: "PUT", body: bomb, headers: { "Content-Encoding": encoding } };
      expect(await refusalOf(writer(path, init))).toBe("415 ContentEncodingRefused");
    }
    const { headers } = json({});
    const query = { method: "POST", body: bomb, headers: { ...(headers as object), "Content-Encoding": "gzip" } };
    expect(await refusalOf(ask("/api/payloads/query", query))).toBe("415 ContentEncodingRefused");
  });

  it("behavior: an upload of the largest size is stored and comes back whole", async () => {
    // The largest padded length whose envelope is within the limit.
    const envelope = makeEnvelope({ world, plaintextLength: 2_031_616 });
    expect(envelope.bytes.length).toBeLessThanOrEqual(API_LIMITS.payloadBytes);
    expect((await put(envelope)).status).toBe(201);
    const answer = await ask(`/api/payloads/${envelope.digest}`);
    expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(envelope.digest);
    const query = { digests: [envelope.digest, envelope.digest, envelope.digest, envelope.digest, envelope.digest] };
    const many = payloadQueryResponseSchema.parse(await bodyOf(ask("/api/payloads/query", json(query))));
    expect(many.items.length + many.deferred.length).toBe(5);
    expect(many.deferred.length).toBeGreaterThan(0);
  });

  /** Sends the head of an upload by hand and as much of its body as asked. */
  async function beginUpload({ bytes, digest }: TestEnvelope, sent: number): Promise<Socket> {
    const { port } = new URL(running.url);
    const socket = connect(Number(port), "127.0.0.1");
    await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
    const head = [
      `PUT /api/payloads/${digest}?organisation=${organisation.address} HTTP/1.1`,
      "Host: 127.0.0.1",
      `Authorization: Bearer ${token}`,
      "Content-Type: application/octet-stream",
      `Content-Length: ${bytes.length}`,
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    socket.write(bytes.subarray(0, sent));
    return socket;
  }

  it("attack: an upload that breaks off leaves nothing", async () => {
    const envelope = makeEnvelope({ world });
    const before = await running.service.store.payloads.pending();
    for (const sent of [0, 1, 148, 149, 300, envelope.bytes.length - 1]) {
      const socket = await beginUpload(envelope, sent);
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.destroy();
      await closed;
    }
    // A request that comes after them all is answered after them all have begun.
    await ask("/healthz");
    expect(await isStored(envelope.digest)).toBe(false);
    expect(await running.service.store.payloads.pending()).toEqual(before);
    expect((await put(envelope)).status).toBe(201);
  });

  it("attack: a body that drips is cut off, and leaves nothing", async () => {
    const envelope = makeEnvelope({ world });
    const socket = await beginUpload(envelope, 10);
    let answer = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
    });
    // The service may reset a connection that goes on sending.
    socket.on("error", () => undefined);
    const drip = setInterval(() => socket.write("x"), 50);
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(drip);
    expect(answer === "" || /^HTTP\/1\.1 4(?:00|08) /.test(answer)).toBe(true);
    expect(await isStored(envelope.digest)).toBe(false);
    expect((await ask("/healthz")).status).toBe(200);
  });

  it("behavior: an organisation's pending bytes have a quota, and entries free it", async () => {
    const salt = randomHash();
    const customer = customerIdOf({ steward: organisation.address, salt });
    const large = () => makeEnvelope({ world, customer, plaintextLength: 2_031_616 });
    const stored: TestEnvelope[] = [];
    let refusal: string | undefined;
    while (refusal === undefined) {
      const envelope = large();
      const answer = await put(envelope);
      if (answer.ok) stored.push(envelope);
      else refusal = await refusalOf(answer);
    }
    expect(refusal).toBe("429 PendingQuotaExceeded");
    await append({ world, organisation, salt, payloadDigest: (stored[0] as TestEnvelope).digest });
    await running.service.indexer.indexNow();
    expect((await put(large())).status).toBe(201);
  });

  it("behavior: what no entry comes to refer to is swept after its time; what one refers to never", async () => {
    const named = makeEnvelope({ world, plaintextLength: 256 });
    const unnamed = makeEnvelope({ world, plaintextLength: 256 });
    now += 3_700_000;
    await world.testClient.increaseTime({ seconds: 3_700 });
    await world.testClient.mine({ blocks: 1 });
    await running.service.sweeper.sweep();
    for (const envelope of [named, unnamed]) expect((await put(envelope)).status).toBe(201);
    await running.service.sweeper.sweep();
    expect(await isStored(unnamed.digest)).toBe(true);

    // Another clock that jumps ahead sweeps nothing: only one of the two says that it is late.
    now += 3_700_000;
    await running.service.sweeper.sweep();
    expect(await isStored(unnamed.digest)).toBe(true);

    await append({ world, organisation, payloadDigest: named.digest });
    await world.testClient.increaseTime({ seconds: 3_700 });
    await world.testClient.mine({ blocks: 1 });
    // The index has not seen the entry yet: the sweep has to look first.
    await running.service.sweeper.sweep();
    expect(await isStored(named.digest)).toBe(true);
    expect(await isStored(unnamed.digest)).toBe(false);
  });
});
