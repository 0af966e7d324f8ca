import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { createService } from "#service/create-service.ts";
import { createLogger } from "#service/logging/create-logger.ts";
import { openSqliteShareStore } from "#service/store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";
import { startTestService, type TestService, testConfiguration } from "#test/helpers/service.ts";
import { type Ask, askApp, askUrl, bodyOf, json, refusalOf, signIn, upload } from "../api-caller.ts";
import { type RpcProxy, startRpcProxy } from "../rpc-proxy.ts";
import {
  addOrganisation,
  makeEnvelope,
  makeWrap,
  randomHash,
  sha256,
  startWorld,
  type TestOrganisation,
  type World,
} from "../world.ts";

describe("the service as a place on the web", () => {
  let world: World;
  let proxy: RpcProxy;
  let running: TestService;
  let organisation: TestOrganisation;
  let directory: string;
  let ask: Ask;
  const log: string[] = [];

  beforeAll(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    directory = mkdtempSync(join(tmpdir(), "kontor-platform-"));
    const appDirectory = join(directory, "dist");
    mkdirSync(join(appDirectory, "assets"), { recursive: true });
    writeFileSync(join(appDirectory, "index.html"), "<!doctype html><title>Kontor</title>");
    writeFileSync(join(appDirectory, "assets", "main-abc.js"), "export {};");
    writeFileSync(join(directory, "secret.txt"), "not for you");
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      appDirectory,
      onLog: (line) => log.push(line),
    });
    ask = askUrl(running.url);
    await running.service.indexer.indexNow();
  });
  afterAll(async () => {
    await running?.stop();
    await proxy?.stop();
    await world?.stop();
    rmSync(directory, { recursive: true });
  });

  const place = () => ({ registry: world.registry, deploymentBlock: world.deploymentBlock, directory });

  it("default: serves the dApp, and its page for every path that is the dApp's own", async () => {
    for (const path of ["/", "/customers/0x1", "/verify"]) {
      const answer = await ask(path);
      expect(answer.headers.get("content-type")).toContain("text/html");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(await answer.text()).toContain("<title>Kontor</title>");
    }
    const asset = await ask("/assets/main-abc.js");
    expect(asset.headers.get("content-type")).toContain("javascript");
    expect(asset.headers.get("cache-control")).toContain("immutable");
    expect(await refusalOf(ask("/assets/gone.js"))).toBe("404 ApiRouteNotFound");
    expect(await refusalOf(ask("/api/gone"))).toBe("404 ApiRouteNotFound");
  });

  it("attack: no path leads out of the dApp's directory", async () => {
    const app = askApp(running.service.app);
    for (const path of [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/assets/..%5c..%5csecret.txt",
      "//secret.txt",
      "/assets/%00",
    ]) {
      for (const asker of [app, ask]) {
        const answer = await asker(path);
        expect(answer.status, path).toBeLessThan(500);
        expect(await answer.text(), path).not.toContain("not for you");
      }
    }
  });

  it("default: every answer carries the headers that keep a browser in bounds", async () => {
    for (const path of ["/", "/api/registry", "/api/gone", "/docs", "/healthz"]) {
      const { headers } = await ask(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).toContain(`connect-src 'self' ${proxy.url};`);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*(unsafe-inline|unsafe-eval'|\*)(?<!'wasm-unsafe-eval')/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{12}$/);
    }
    expect((await ask("/api/registry")).headers.get("cache-control")).toBe("no-store");
  });

  it("behavior: any page may read what is public, none may use a session", async () => {
    const headers = { Origin: "https://verifier.example" };
    for (const path of ["/api/registry", "/api/organisations", "/api/customers", `/api/payloads/${randomHash()}`]) {
      const answer = await ask(path, { headers });
      expect(answer.headers.get("access-control-allow-origin"), path).toBe("*");
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    }
    const preflight = (path: string, method: string) =>
      ask(path, { method: "OPTIONS", headers: { ...headers, "Access-Control-Request-Method": method } });
    const query = await preflight("/api/payloads/query", "POST");
    expect(query.headers.get("access-control-allow-methods")).toBe("POST");
    for (const [path, method] of [
      ["/api/session", "DELETE"],
      ["/api/sessions", "POST"],
      ["/api/identity", "PUT"],
      ["/api/shares", "POST"],
    ] as const) {
      const answer = await preflight(path, method);
      expect(answer.headers.get("access-control-allow-origin"), path).toBeNull();
    }
    const upload = await preflight(`/api/payloads/${randomHash()}`, "PUT");
    expect(upload.headers.get("access-control-allow-methods")).not.toContain("PUT");
  });

  it("attack: neither logs nor metrics hold anything that was sent", async () => {
    const canary = `canary${randomBytes(12).toString("hex")}`;
    const writer = await signIn({ ask, account: organisation.writer });
    const salt = randomHash();
    const customer = customerIdOf({ steward: organisation.address, salt });
    const envelope = makeEnvelope({ world, customer });
    const items = [{ customer, keyEpoch: 1, salt }];
    const shares = await (await writer("/api/shares", json({ organisation: organisation.address, items }))).json();
    const { share } = (shares as { items: { share: string }[] }).items[0] ?? { share: "" };
    const wrap = encodeBase64(makeWrap({ world, holder: organisation.address, customer }));
    await bodyOf(writer("/api/wraps", json({ organisation: organisation.address, items: [wrap] })));
    await upload({ ask: writer, organisation: organisation.address, ...envelope });
    for (const path of [
      `/${canary}`,
      `/api/${canary}`,
      `/api/keys/${canary}?epoch=${canary}`,
      `/api/customers?steward=${canary}`,
    ]) {
      await writer(path, {
        headers: { "User-Agent": canary, Referer: canary, Cookie: `x=${canary}`, "X-Forwarded-For": canary },
      });
    }
    await writer("/api/shares", {
      ...json({ [canary]: canary }),
      headers: { "Content-Type": "application/json", "Idempotency-Key": canary },
    });
    await writer("/api/shares", {
      method: "POST",
      body: `{"${canary}`,
      headers: { "Content-Type": "application/json" },
    });
    await ask("/api/registry", { method: canary.replaceAll(/[^a-z]/g, "").slice(0, 10) });
    proxy.down = true;
    await writer("/api/shares", json({ organisation: organisation.address, items }));
    proxy.down = false;
    const token = await signIn({ ask, account: organisation.reader });
    await token(`/api/payloads/${envelope.digest}?${canary}`, { headers: { Authorization: `Bearer ${canary}` } });

    const written = log.join("") + (await (await ask("/metrics")).text());
    expect(log.length).toBeGreaterThan(10);
    const forbidden = [
      canary,
      canary.replaceAll(/[^a-z]/g, "").slice(0, 10),
      share,
      wrap,
      customer.slice(2),
      envelope.digest.slice(2),
      salt.slice(2),
    ];
    for (const secret of forbidden) expect(written.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(written).not.toMatch(/Bearer [\w-]+|authorization|cookie/i);
    expect(written).not.toContain(organisation.address.slice(2));
  });

  it("attack: an RPC URL that holds a key is in no log line and no answer", async () => {
    const lines: string[] = [];
    const service = await createService({
      configuration: testConfiguration({
        ...place(),
        rpcUrl: "http://127.0.0.1:9/v3/api-key-of-the-operator",
        environment: { KONTOR_PUBLIC_RPC_URL: "http://public.example" },
      }),
      publicOrigin: "http://localhost",
      logger: createLogger({ level: "trace", destination: { write: (line) => lines.push(line) } }),
      stores: await temporaryStores(),
    });
    const failure = await service.indexer.indexNow().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "ChainUnavailable" });
    const answer = await service.app.request("/readyz");
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('"index":"ChainUnavailable"');
    expect(await (await service.app.request("/api/registry")).text()).not.toContain("api-key");
    expect(lines.join("")).not.toContain("api-key");
    expect(lines.length).toBeGreaterThan(0);
    await service.stop();
  });

  it("error: a full disk is 507 StorageFull, keeps what was there, and reading goes on", async () => {
    const at = mkdtempSync(join(directory, "full-"));
    const stores = {
      store: openSqliteStore({ path: join(at, "kontor.sqlite"), maxPages: 150 }),
      shares: openSqliteShareStore({ path: join(at, "shares.sqlite"), maxPages: 4 }),
    };
    const service = await createService({
      configuration: testConfiguration({ ...place(), rpcUrl: proxy.url }),
      publicOrigin: "http://localhost",
      logger: createLogger({ level: "silent" }),
      stores,
    });
    await service.indexer.indexNow();
    const app = askApp(service.app);
    const writer = await signIn({ ask: app, account: organisation.writer });
    const small = makeEnvelope({ world });
    const put = ({ bytes, digest }: typeof small) =>
      upload({ ask: writer, organisation: organisation.address, digest, bytes });
    expect((await put(small)).status).toBe(201);
    const large = makeEnvelope({ world, plaintextLength: 2_031_616 });
    expect(await refusalOf(put(large))).toBe("507 StorageFull");
    const items = Array.from({ length: 300 }, () => {
      const salt = randomHash();
      return { customer: customerIdOf({ steward: organisation.address, salt }), keyEpoch: 1, salt };
    });
    const request = json({ organisation: organisation.address, items });
    expect(await refusalOf(writer("/api/shares", request))).toBe("507 StorageFull");
    expect(await refusalOf(app(`/api/payloads/${large.digest}`))).toBe("404 PayloadNotFound");
    const ready = await app("/readyz");
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      ready: true,
      degraded: true,
      checks: { store: "StorageFull", shares: "StorageFull", index: "ok" },
    });
    expect(await (await app("/metrics")).text()).toContain('kontor_store_full{store="store"} 1');
    expect((await put(makeEnvelope({ world }))).status).toBe(201);
    expect(await (await app("/readyz")).json()).toMatchObject({ checks: { store: "ok", shares: "StorageFull" } });
    await service.sweeper.sweep();
    expect(await (await app("/readyz")).json()).toMatchObject({ checks: { store: "ok", shares: "ok" } });
    const kept = await app(`/api/payloads/${small.digest}`);
    expect(sha256(new Uint8Array(await kept.arrayBuffer()))).toBe(small.digest);
    await service.stop();
  });

  async function temporaryStores() {
    const at = mkdtempSync(join(directory, "stores-"));
    return {
      store: openSqliteStore({ path: join(at, "kontor.sqlite") }),
      shares: openSqliteShareStore({ path: join(at, "shares.sqlite") }),
    };
  }

  describe("rates", () => {
    async function limited(environment: Record<string, string>, clock: { now: number }) {
      return createService({
        configuration: testConfiguration({ ...place(), rpcUrl: proxy.url, environment }),
        publicOrigin: "http://localhost",
        logger: createLogger({ level: "silent" }),
        now: () => clock.now,
        stores: await temporaryStores(),
      });
    }

    it("behavior: an address has a burst and a rate; Retry-After says when", async () => {
      const clock = { now: Date.now() };
      const service = await limited({ KONTOR_RATE_PER_SECOND: "2", KONTOR_RATE_BURST: "5" }, clock);
      const app = askApp(service.app);
      for (let count = 0; count < 5; count++) expect((await app("/api/registry")).status).toBe(200);
      const refused = await app("/api/registry");
      expect(refused.headers.get("retry-after")).toBe("1");
      expect(await refusalOf(refused)).toBe("429 RateLimited");
      for (const path of ["/docs", "/openapi.json", "/api/gone"]) {
        expect(await refusalOf(app(path)), path).toBe("429 RateLimited");
      }
      expect((await app("/healthz")).status).toBe(200);
      clock.now += 1_000;
      for (let count = 0; count < 2; count++) expect((await app("/api/registry")).status).toBe(200);
      expect((await app("/api/registry")).status).toBe(429);
      clock.now -= 60_000;
      expect((await app("/api/registry")).status).toBe(429);
      await service.stop();
    });

    it("behavior: a session has its own, wherever its requests come from; sign-ins are fewer", async () => {
      const clock = { now: Date.now() };
      const service = await limited(
        {
          KONTOR_RATE_PER_SECOND: "1",
          KONTOR_RATE_BURST: "10",
          KONTOR_SIGN_IN_PER_MINUTE: "1",
          KONTOR_SIGN_IN_BURST: "3",
          KONTOR_TRUSTED_PROXIES: "1",
        },
        clock,
      );
      let source = 0;
      const spread: Ask = (path, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set("X-Forwarded-For", `10.0.0.1, 192.0.2.${source++ % 200}`);
        return askApp(service.app)(path, { ...init, headers });
      };
      const writer = await signIn({ ask: spread, account: organisation.writer });
      for (let count = 0; count < 10; count++) expect((await writer("/api/session")).status).toBe(200);
      expect(await refusalOf(writer("/api/session"))).toBe("429 RateLimited");
      const challenge = () =>
        askApp(service.app)("/api/challenges", {
          ...json({ address: organisation.address }),
          headers: { "Content-Type": "application/json", "X-Forwarded-For": "6.6.6.6, 203.0.113.9" },
        });
      for (let count = 0; count < 3; count++) expect((await challenge()).status).toBe(201);
      expect(await refusalOf(challenge())).toBe("429 RateLimited");
      await service.stop();
    });
  });
});
