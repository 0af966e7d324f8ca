import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { customersResponseSchema, entriesResponseSchema } from "#protocol/api/customers.ts";
import { keyResponseSchema } from "#protocol/api/keys.ts";
import { openingsResponseSchema } from "#protocol/api/openings.ts";
import { membersResponseSchema, organisationsResponseSchema } from "#protocol/api/organisations.ts";
import { payloadQueryResponseSchema } from "#protocol/api/payloads.ts";
import { registryResponseSchema } from "#protocol/api/registry.ts";
import { sessionResponseSchema } from "#protocol/api/sessions.ts";
import { sharesResponseSchema } from "#protocol/api/shares.ts";
import { customerIdOf, hashEntry } from "#protocol/chain/entry.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askUrl, bodyOf, json, signIn, upload } from "../api-caller.ts";
import {
  addOrganisation,
  addressOf,
  append,
  makeEnvelope,
  makeWrap,
  randomHash,
  startWorld,
  type TestOrganisation,
  type World,
} from "../world.ts";

describe("the service, over a socket", () => {
  let world: World;
  let running: TestService;
  let ask: Ask;
  let a: TestOrganisation;
  let b: TestOrganisation;

  beforeAll(async () => {
    world = await startWorld();
    a = await addOrganisation({ world, name: "Alpha", first: 1 });
    b = await addOrganisation({ world, name: "Beta", first: 4 });
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
    });
    ask = askUrl(running.url);
    await running.service.indexer.indexNow();
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
  });

  it("default: says which registry it serves and how far its index is", async () => {
    const answer = registryResponseSchema.parse(await bodyOf(ask("/api/registry")));
    expect(answer).toMatchObject({ chainId: 31337, registry: world.registry, confirmations: 1, development: true });
    expect(answer.indexedBlock).toBe(answer.head?.number);
    expect(answer.rpcUrl).toBe(world.chain.rpcUrl);
  });

  it("default: lists organisations, members and keys as the chain has them", async () => {
    const { items } = organisationsResponseSchema.parse(await bodyOf(ask("/api/organisations")));
    expect(items.map(({ organisation, name }) => [organisation, name])).toEqual([
      [a.address, "Alpha"],
      [b.address, "Beta"],
    ]);
    const members = membersResponseSchema.parse(await bodyOf(ask(`/api/organisations/${a.address}/members`))).items;
    expect(new Map(members.map(({ account, roles }) => [account, roles.map(({ role }) => role).sort()]))).toEqual(
      new Map([
        [a.address, ["KEEPER", "ORGANISATION"]],
        [addressOf(a.writer), ["WRITER"]],
        [addressOf(a.reader), ["READER"]],
      ]),
    );
    const key = keyResponseSchema.parse(await bodyOf(ask(`/api/keys/${a.address}`)));
    expect(decodeBase64(key.key)).toHaveLength(1216);
    expect(key.keyHash).toBe(items[0]?.keyHash);
  });

  it("behavior: takes a customer from share to confirmed entry, and gives back what opens it", async () => {
    const writer = await signIn({ ask, account: a.writer });
    const salt = randomHash();
    const customer = customerIdOf({ steward: a.address, salt });

    const shares = sharesResponseSchema.parse(
      await bodyOf(writer("/api/shares", json({ organisation: a.address, items: [{ customer, keyEpoch: 1, salt }] }))),
    );
    const wrap = makeWrap({ world, holder: a.address, customer });
    await bodyOf(writer("/api/wraps", json({ organisation: a.address, items: [encodeBase64(wrap)] })));
    const { bytes, digest } = makeEnvelope({ world, customer });
    expect((await upload({ ask: writer, organisation: a.address, digest, bytes })).status).toBe(201);
    expect(await (await upload({ ask: writer, organisation: a.address, digest, bytes })).json()).toEqual({
      digest,
      size: bytes.length,
      state: "pending",
    });

    const entry = await append({ world, organisation: a, salt, payloadDigest: digest });
    await running.service.indexer.indexNow();

    const listed = customersResponseSchema.parse(await bodyOf(ask(`/api/customers?steward=${a.address}`)));
    expect(listed.items).toEqual([
      expect.objectContaining({ customer, sequence: 1, head: hashEntry(entry), steward: a.address, confirmed: true }),
    ]);
    const chain = entriesResponseSchema.parse(await bodyOf(ask(`/api/customers/${customer}/entries`)));
    expect(chain.head).toBe(hashEntry(entry));
    expect(chain.entries[0]).toMatchObject({ previous: salt, payloadDigest: digest, author: addressOf(a.writer) });

    const payload = await ask(`/api/payloads/${digest}`);
    expect(payload.headers.get("cache-control")).toContain("immutable");
    expect(new Uint8Array(await payload.arrayBuffer())).toEqual(bytes);
    const head = await ask(`/api/payloads/${digest}`, { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe(String(bytes.length));
    const missing = randomHash();
    const many = payloadQueryResponseSchema.parse(
      await bodyOf(ask("/api/payloads/query", json({ digests: [digest, missing] }))),
    );
    expect(many).toEqual({
      items: [
        { digest, payload: encodeBase64(bytes) },
        { digest: missing, payload: null },
      ],
      deferred: [],
    });
    expect((await upload({ ask: writer, organisation: a.address, digest, bytes })).status).toBe(200);

    const reader = await signIn({ ask, account: a.reader });
    const openings = openingsResponseSchema.parse(
      await bodyOf(reader("/api/openings", json({ organisation: a.address, items: [{ customer, keyEpoch: 1 }] }))),
    );
    expect(openings.items).toEqual([
      { customer, keyEpoch: 1, wraps: [encodeBase64(wrap)], channelWraps: [], share: shares.items[0]?.share },
    ]);
  });

  it("behavior: answers who is signed in, and ends a session for good", async () => {
    const writer = await signIn({ ask, account: b.writer });
    const session = sessionResponseSchema.parse(await bodyOf(writer("/api/session")));
    expect(session).toMatchObject({ address: addressOf(b.writer), transport: "bearer" });
    expect(session?.memberships).toEqual([
      { organisation: b.address, name: "Beta", roles: [{ role: "WRITER", until: null }] },
    ]);
    expect((await writer("/api/session", { method: "DELETE" })).status).toBe(204);
    expect(await bodyOf(writer("/api/session"))).toBeNull();
  });

  it("default: is alive, ready, measured and documented", async () => {
    expect((await ask("/healthz")).status).toBe(200);
    await running.service.inspector.inspect();
    expect(await bodyOf(ask("/readyz"))).toEqual({
      ready: true,
      degraded: false,
      checks: { store: "ok", shares: "ok", index: "ok" },
      findings: {
        payloadMissing: 0,
        payloadDamaged: 0,
        payloadHeld: 0,
        secretMissing: 0,
        shareMissing: 0,
        shareDamaged: 0,
      },
      madeAnew: false,
      inspectedAt: expect.any(String),
    });
    expect(await (await ask("/metrics")).text()).toMatch(/^kontor_index_block \d+$/m);
    const document = (await bodyOf(ask("/openapi.json"))) as { openapi: string; paths: object };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths).sort()).toMatchInlineSnapshot(`
      [
        "/api/challenges",
        "/api/channels/{steward}/{grantee}/{epoch}",
        "/api/customers",
        "/api/customers/{customer}/access",
        "/api/customers/{customer}/entries",
        "/api/customers/{customer}/erasure",
        "/api/events",
        "/api/grants",
        "/api/identity",
        "/api/keys/{account}",
        "/api/openings",
        "/api/organisations",
        "/api/organisations/{organisation}/admissions/{epoch}",
        "/api/organisations/{organisation}/history/{epoch}",
        "/api/organisations/{organisation}/members",
        "/api/organisations/{organisation}/secrets/{epoch}",
        "/api/organisations/{organisation}/secrets/{epoch}/{member}",
        "/api/payloads/query",
        "/api/payloads/{digest}",
        "/api/possession/{account}",
        "/api/possession/{account}/answers/{organisation}",
        "/api/registry",
        "/api/session",
        "/api/sessions",
        "/api/shares",
        "/api/subjects/{account}/customers",
        "/api/wraps",
        "/docs",
        "/healthz",
        "/metrics",
        "/openapi.json",
        "/readyz",
      ]
    `);
    const docs = await (await ask("/docs")).text();
    for (const path of Object.keys(document.paths)) expect(docs).toContain(path);
    expect(docs).not.toMatch(/<script|src=|https?:\/\/(?!127)/);
  });
});
