import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { request, requestJson } from "#client/service/request.ts";
import { connectService } from "#client/service/service.ts";
import { refusalOf } from "#test/client/refusal.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Answer = { status?: number; headers?: Record<string, string>; body?: string; hang?: boolean; breakOff?: boolean };

/** A server that gives these answers, one a request, the last one for ever. */
async function serving(...answers: Answer[]) {
  let asked = 0;
  const seen: {
    method: string | undefined;
    url: string | undefined;
    headers: NodeJS.Dict<string | string[]>;
    body: string;
  }[] = [];
  server = createServer(async (incoming, response) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    seen.push({ method: incoming.method, url: incoming.url, headers: incoming.headers, body });
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? {};
    if (answer.hang) return;
    if (answer.breakOff) {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      response.socket?.destroy();
      return;
    }
    response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body ?? "{}");
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen };
}

const refusal = (code: string, more: object = {}) =>
  JSON.stringify({ error: { code, message: "No.", hints: ["Do."], retryable: true, ...more } });

describe("a request to the service", () => {
  it("default: sends JSON or bytes with the token, and parses the answer by its schema", async () => {
    const { url, seen } = await serving({ body: '{"stored":1,"more":2}' });
    const service = connectService({ url: `${url}/`, token: "secret" });
    const schema = z.object({ stored: z.number() });
    expect(
      await requestJson({
        service,
        method: "POST",
        path: "/api/x",
        query: { a: "b c", d: undefined },
        body: { e: 1 },
        schema,
      }),
    ).toEqual({ stored: 1 });
    await request({ service, method: "PUT", path: "/api/y", body: Uint8Array.of(1, 2) });
    expect(seen[0]).toMatchObject({
      method: "POST",
      url: "/api/x?a=b+c",
      body: '{"e":1}',
      headers: { authorization: "Bearer secret", "content-type": "application/json" },
    });
    expect(seen[1]).toMatchObject({
      method: "PUT",
      body: "\u0001\u0002",
      headers: { "content-type": "application/octet-stream" },
    });
  });

  it("error: a refusal keeps its code, message, hints and details", async () => {
    const { url } = await serving({ status: 409, body: refusal("WrapConflict", { details: { customer: "0x" } }) });
    const refused = await refusalOf(request({ service: connectService({ url }), path: "/" }));
    expect(refused).toMatchObject({
      code: "WrapConflict",
      message: "No.",
      hints: ["Do."],
      retryable: true,
      details: { customer: "0x", status: 409 },
    });
  });

  it("error: a code of a newer service is said, not guessed", async () => {
    const { url } = await serving({ status: 400, body: refusal("InventedLater") });
    const refused = await refusalOf(request({ service: connectService({ url }), path: "/" }));
    expect(refused).toMatchObject({ code: "UnexpectedAnswer", details: { code: "InventedLater" } });
  });

  it.each([
    { end: "a page of a proxy", answer: { status: 502, body: "<html>" }, code: "ServiceUnavailable", retryable: true },
    {
      end: "a page of something else",
      answer: { status: 404, body: "<html>" },
      code: "UnexpectedAnswer",
      retryable: false,
    },
    { end: "an answer that breaks off", answer: { breakOff: true }, code: "ServiceUnavailable", retryable: true },
    { end: "silence", answer: { hang: true }, code: "ServiceUnavailable", retryable: true },
    { end: "an answer that is no JSON", answer: { body: "{" }, code: "UnexpectedAnswer", retryable: false },
    { end: "JSON of another shape", answer: { body: '{"stored":"1"}' }, code: "UnexpectedAnswer", retryable: false },
  ])("error: $end is $code", async ({ answer, code, retryable }) => {
    const { url } = await serving(answer);
    const service = connectService({ url, timeout: 300 });
    const asked = requestJson({ service, path: "/", schema: z.object({ stored: z.number() }) });
    expect(await refusalOf(asked)).toMatchObject({ code, retryable });
  });

  it("error: nobody at the URL is unavailable", async () => {
    const asked = request({ service: connectService({ url: "http://127.0.0.1:1" }), path: "/" });
    expect(await refusalOf(asked)).toMatchObject({ code: "ServiceUnavailable", retryable: true });
  });

  it("behavior: a rate limit is waited for, and told of where it does not end", async () => {
    const limited = { status: 429, headers: { "retry-after": "0" }, body: refusal("RateLimited") };
    const passing = await serving(limited, limited, { body: '{"ok":true}' });
    const answer = await request({ service: connectService({ url: passing.url }), path: "/" });
    expect([answer.status, passing.seen.length]).toEqual([200, 3]);
    server?.close();
    const lasting = await serving(limited);
    const refused = await refusalOf(request({ service: connectService({ url: lasting.url }), path: "/" }));
    expect([refused.code, lasting.seen.length]).toEqual(["RateLimited", 5]);
  });

  it("args: a URL that is none is refused", async () => {
    for (const url of ["here", "ftp://x", "javascript:alert(1)"]) {
      expect(await refusalOf(async () => connectService({ url }))).toMatchObject({ code: "InvalidArgument" });
    }
  });
});
