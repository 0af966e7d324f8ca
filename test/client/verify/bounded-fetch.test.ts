import { afterEach, describe, expect, it } from "vitest";
import { type BoundedFetchParameters, boundedFetch } from "#client/verify/bounded-fetch.ts";
import {
  type Behave,
  type HostileProxy,
  sendWithoutEnd,
  startHostileProxy,
  staySilent,
} from "#test/helpers/hostile-proxy.ts";

let server: HostileProxy | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown as { code?: unknown; name: string },
  );
  return typeof error?.code === "string" ? error.code : (error?.name ?? "none");
};

async function facing(behave: Behave, limits: Partial<BoundedFetchParameters> = {}) {
  server = await startHostileProxy({ target: "http://127.0.0.1:1", behave });
  const { url } = server;
  const fetch = boundedFetch({ maxBytes: 1_000, timeout: 200, ...limits });
  return async () => (await fetch(url)).text();
}

describe("boundedFetch", () => {
  it("default: gives the answer as it is, up to the limit to the byte", async () => {
    const ask = await facing((_, response) => {
      response.writeHead(200, { "x-said": "yes" }).end("x".repeat(1_000));
      return true;
    });
    expect(await ask()).toBe("x".repeat(1_000));
  });

  it("attack: a body over the limit is broken off, whether it is announced, hidden in chunks, or endless", async () => {
    const announced = await facing((_, response) => {
      response.writeHead(200, { "content-length": "1001" }).end("x".repeat(1_001));
      return true;
    });
    expect(await codeOf(announced())).toBe("BodyTooLarge");
    await server?.stop();
    const chunked = await facing((_, response) => {
      response.write("x".repeat(600));
      response.end("x".repeat(600));
      return true;
    });
    expect(await codeOf(chunked())).toBe("BodyTooLarge");
    await server?.stop();
    const endless = await facing((_, response) => sendWithoutEnd(response), { timeout: 60_000 });
    expect(await codeOf(endless())).toBe("BodyTooLarge");
  });

  it("attack: silence, and a body that stalls, end at the timeout", async () => {
    const silent = await facing(staySilent);
    expect(await codeOf(silent())).toBe("TimeoutError");
    await server?.stop();
    const stalled = await facing((_, response) => {
      response.writeHead(200).write("x");
      return true;
    });
    expect(await codeOf(stalled())).toBe("TimeoutError");
  });

  it("attack: who stays silent a few times in a row is not asked again, whatever came before", async () => {
    let isSilent = false;
    const ask = await facing((_, response) => {
      if (!isSilent) response.end("here");
      return true;
    });
    await ask();
    isSilent = true;
    for (let at = 0; at < 8; at++) expect(await codeOf(ask())).toBe(at < 4 ? "TimeoutError" : "TypeError");
    expect(server?.requests.length).toBe(5);
  });

  it("behavior: an answer in between starts the count anew", async () => {
    let at = 0;
    const ask = await facing((_, response) => {
      if (++at % 3 === 0) response.end("here");
      else response.destroy();
      return true;
    });
    for (let asked = 0; asked < 12; asked++) await ask().catch(() => {});
    expect(server?.requests.length).toBe(12);
  });

  it.each([
    ["3600", "1"],
    ["1", "1"],
    ["Fri, 31 Dec 2100 23:59:59 GMT", "1"],
  ])("attack: Retry-After %s asks for no longer than the timeout", async (asked, given) => {
    server = await startHostileProxy({
      target: "http://127.0.0.1:1",
      behave: (_, response) => {
        response.writeHead(429, { "retry-after": asked }).end();
        return true;
      },
    });
    const response = await boundedFetch({ maxBytes: 1_000, timeout: 900 })(server.url);
    expect(response.headers.get("retry-after")).toBe(given);
  });

  it.each([429, 500, 503])("attack: a status %i for ever comes to an end", async (status) => {
    const ask = await facing((_, response) => {
      response.writeHead(status).end();
      return true;
    });
    let refused = 0;
    for (let at = 0; at < 60; at++) if ((await codeOf(ask())) === "TypeError") refused++;
    expect(refused).toBe(20);
  });

  it("behavior: the deadline of the whole ends a question that is open, and every later one", async () => {
    const ends = new AbortController();
    const ask = await facing(staySilent, { timeout: 60_000, signal: ends.signal });
    const open = codeOf(ask());
    ends.abort();
    expect(await open).toBe("AbortError");
    expect(await codeOf(ask())).toBe("AbortError");
  });
});
