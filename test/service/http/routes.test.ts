import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isErrorCode } from "#protocol/errors/kontor-error.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askApp, bodyOf, refusalOf } from "../api-caller.ts";
import { startWorld, type World } from "../world.ts";

type Operation = {
  operationId: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string }[];
  responses: Record<string, { description: string }>;
};

/** Ids that fit every path: none of them is there. */
const PARTS: Record<string, string> = { epoch: "1", customer: `0x${"11".repeat(32)}`, digest: `0x${"22".repeat(32)}` };
const ADDRESS = `0x${"33".repeat(20)}`;

describe("every route", () => {
  let world: World;
  let running: TestService;
  let ask: Ask;
  let operations: { method: string; path: string; pattern: string; operation: Operation }[];

  beforeAll(async () => {
    world = await startWorld();
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
    });
    ask = askApp(running.service.app);
    await running.service.indexer.indexNow();
    const document = (await bodyOf(ask("/openapi.json"))) as { paths: Record<string, Record<string, Operation>> };
    operations = Object.entries(document.paths).flatMap(([pattern, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        pattern,
        path: pattern.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => PARTS[name] ?? ADDRESS),
        operation,
      })),
    );
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
  });

  const of = (...tags: string[]) =>
    operations.filter(({ operation }) => operation.tags.some((tag) => tags.includes(tag)));
  const call = ({ method, path }: { method: string; path: string }, headers: Record<string, string> = {}) =>
    ask(path, method === "GET" ? { headers } : { method, headers: { "Content-Type": "application/json", ...headers } });

  it("default: is in the document, once, with an id of its own, and nothing else is served", () => {
    expect(operations.length).toBeGreaterThan(35);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    const documented = new Set(
      operations.map(({ method, pattern }) => `${method} ${pattern.replaceAll(/\{(\w+)\}/g, ":$1")}`),
    );
    // ALL is middleware; OPTIONS answers for a public route beside it.
    const served = running.service.app.routes.filter(({ method }) => method !== "ALL" && method !== "OPTIONS");
    for (const { method, path } of served) expect(documented, path).toContain(`${method} ${path}`);
    const preflights = running.service.app.routes.filter(({ method }) => method === "OPTIONS").map(({ path }) => path);
    expect(preflights.length).toBe(of("public", "operations").length);
  });

  it("default: a public one asks for no session, and any page may read even its refusals", async () => {
    const Origin = "https://verifier.example";
    for (const route of of("public", "operations")) {
      expect(route.operation.security, route.pattern).toEqual([]);
      // A stream is an answer that does not end.
      if (route.operation.operationId !== "followEvents") {
        const answer = await call(route, { Origin });
        expect(answer.status, route.pattern).not.toBe(401);
        expect(answer.headers.get("access-control-allow-origin"), route.pattern).toBe("*");
        expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
        await answer.body?.cancel();
      }
      const preflight = await ask(route.path, {
        method: "OPTIONS",
        headers: { Origin, "Access-Control-Request-Method": route.method },
      });
      expect(preflight.status, route.pattern).toBe(204);
      expect(preflight.headers.get("access-control-allow-methods"), route.pattern).toContain(route.method);
    }
  });

  it("attack: one for members lets nobody in without a session, and no page of another site near it", async () => {
    const members = of("session").filter(({ operation }) => operation.operationId !== "getSession");
    expect(members.length).toBeGreaterThan(15);
    for (const route of members) {
      expect(route.operation.security, route.pattern).toEqual([{ bearer: [] }, { cookie: [] }]);
      const answer = await call(route, { Origin: "https://evil.example" });
      expect(answer.headers.get("access-control-allow-origin"), route.pattern).toBeNull();
      expect(await refusalOf(answer), route.pattern).toBe("401 SignInRequired");
      for (const Authorization of ["Bearer x", `Bearer ${"A".repeat(43)}`]) {
        expect(await refusalOf(call(route, { Authorization })), route.pattern).toBe("401 SignInRequired");
      }
    }
  });

  it("behavior: a first visit is no error: the session is null", async () => {
    const answer = await ask("/api/session");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toBeNull();
  });

  it("behavior: what is not there yet is no error", async () => {
    const customer = PARTS.customer;
    for (const what of ["access", "erasure"])
      expect(await bodyOf(ask(`/api/customers/${customer}/${what}`))).toBeNull();
    const none = { customer, head: null, entries: [], next: null };
    expect(await bodyOf(ask(`/api/customers/${customer}/entries`))).toEqual(none);
    for (const list of ["members", "subjects"]) {
      const path = list === "members" ? `/api/organisations/${ADDRESS}/members` : `/api/subjects/${ADDRESS}/customers`;
      expect(await bodyOf(ask(path))).toMatchObject({ items: [] });
    }
  });

  it("default: says with which codes it refuses, its own among them, and which header it honours", () => {
    for (const { operation, pattern } of operations) {
      const refusals = Object.entries(operation.responses).filter(([status]) => status >= "400" && status !== "503");
      for (const [, { description }] of refusals) {
        const codes = [...description.matchAll(/`(\w+)`/g)].map(([, code]) => code);
        expect(codes.length, pattern).toBeGreaterThan(0);
        expect(codes.filter((code) => !isErrorCode(code))).toEqual([]);
      }
    }
    const codesOf = (id: string) =>
      JSON.stringify(operations.find(({ operation }) => operation.operationId === id)?.operation.responses);
    expect(codesOf("storeWraps")).toContain("WrapConflict");
    expect(codesOf("storeWraps")).toContain("IdempotencyKeyReused");
    expect(codesOf("getKey")).toContain("KeyNotFound");
    const honour = operations.filter(({ operation }) =>
      operation.parameters?.some(({ name, in: where }) => name === "Idempotency-Key" && where === "header"),
    );
    expect(honour.map(({ operation }) => operation.operationId).sort()).toEqual(["provideShares", "storeWraps"]);
  });
});
