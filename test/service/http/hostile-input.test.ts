import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { errorResponseSchema } from "#protocol/api/error.ts";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { ERROR_CODES } from "#protocol/errors/codes.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askApp, askUrl, json, signIn } from "../api-caller.ts";
import {
  addOrganisation,
  addressOf,
  makeWrap,
  randomHash,
  startWorld,
  type TestOrganisation,
  type World,
} from "../world.ts";

const NAUGHTY = JSON.parse(readFileSync("test/data/naughty-strings.json", "utf8")) as string[];

const CODES: ReadonlySet<string> = new Set(ERROR_CODES);

/** Values that no field takes, of every JSON type. */
const WRONG_VALUES: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e300,
  "",
  "0x",
  "0xzz",
  `0x${"g".repeat(64)}`,
  `0x${"0".repeat(63)}`,
  `0x${"0".repeat(65)}`,
  "A".repeat(100_000),
  "\0",
  "\ud800",
  "a\u0301",
  "=",
  "AA=",
  "AAA",
  "Zh==",
  [],
  [[]],
  {},
  { __proto__: null, constructor: 1 },
  Array.from({ length: 501 }, () => ({})),
];

/** Bodies that are no JSON, or JSON that parsers disagree about. */
const WRONG_BODIES = [
  "",
  " ",
  "{",
  "nul",
  "[]",
  '"text"',
  "{}",
  "null",
  '{"a":1,"a":2}',
  '{"__proto__":{"organisation":"0x00"}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"address":1e400}',
  '{"address":-0}',
  '{"address":"\\ud800"}',
  '{"address":"\u0000"}',
  "\ufeff{}",
  `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
  `{"address":"${"x".repeat(40_000)}"}`,
  "{}{}",
  "// comment\n{}",
];

describe("hostile input", () => {
  let world: World;
  let running: TestService;
  let organisation: TestOrganisation;
  let writer: Ask;
  let ask: Ask;
  let refusals = 0;

  beforeAll(async () => {
    world = await startWorld();
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      environment: { KONTOR_RATE_PER_SECOND: "1000000", KONTOR_RATE_BURST: "1000000" },
    });
    ask = askApp(running.service.app);
    await running.service.indexer.indexNow();
    writer = await signIn({ ask, account: organisation.writer });
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
  });

  /** Refused with a code of ours, and never a failure of the service. Its answer repeats nothing of what it was given. */
  async function expectRefusal(answer: Response, label: string): Promise<void> {
    expect(answer.status, label).toBeGreaterThanOrEqual(400);
    expect(answer.status, label).toBeLessThan(500);
    const { error } = errorResponseSchema.parse(await answer.json());
    expect(CODES.has(error.code), `${label}: ${error.code}`).toBe(true);
    expect(error.message.length, label).toBeLessThan(300);
    refusals += 1;
  }

  const salt = randomHash();
  const customer = () => customerIdOf({ steward: organisation.address, salt });
  const validBodies = (): [string, string, Record<string, unknown>][] => [
    ["POST", "/api/challenges", { address: organisation.address }],
    ["POST", "/api/sessions", { message: "m", signature: "0x00", transport: "bearer" }],
    ["POST", "/api/payloads/query", { digests: [randomHash()] }],
    [
      "POST",
      "/api/shares",
      { organisation: organisation.address, items: [{ customer: customer(), keyEpoch: 1, salt }] },
    ],
    [
      "POST",
      "/api/wraps",
      {
        organisation: organisation.address,
        items: [encodeBase64(makeWrap({ world, holder: organisation.address, customer: customer() }))],
      },
    ],
    ["POST", "/api/openings", { organisation: organisation.address, items: [{ customer: customer(), keyEpoch: 1 }] }],
    ["PUT", "/api/identity", { identity: "AAAA" }],
    [
      "PUT",
      `/api/organisations/${organisation.address}/secrets/1/${addressOf(organisation.writer)}`,
      { secret: "AAAA" },
    ],
    ["PUT", `/api/organisations/${organisation.address}/history/1`, { wrap: "AAAA" }],
    ["PUT", `/api/channels/${organisation.address}/${addressOf(organisation.reader)}/1`, { secret: "AAAA" }],
    [
      "PUT",
      `/api/possession/${addressOf(organisation.reader)}`,
      { organisation: organisation.address, challenge: "AAAA" },
    ],
    [
      "PUT",
      `/api/possession/${addressOf(organisation.writer)}/answers/${organisation.address}`,
      { digest: randomHash(), answer: encodeBase64(new Uint8Array(32)) },
    ],
  ];

  const send = (
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) =>
    writer(path, {
      method,
      headers: { "Content-Type": "application/json", "If-None-Match": "*", ...headers },
      body,
    });

  it("attack: no field of any body takes a wrong value", async () => {
    for (const [method, path, valid] of validBodies()) {
      for (const field of Object.keys(valid)) {
        for (const wrong of WRONG_VALUES) {
          // The one field that is free text.
          if (field === "message" && typeof wrong === "string") continue;
          const label = `${path} ${field} = ${JSON.stringify(wrong).slice(0, 60)}`;
          await expectRefusal(await send(method, path, JSON.stringify({ ...valid, [field]: wrong })), label);
          const item = (valid[field] as unknown[])[0];
          if (Array.isArray(valid[field]) && typeof item === "object" && item !== null) {
            for (const key of Object.keys(item)) {
              const items = [{ ...item, [key]: wrong }];
              await expectRefusal(
                await send(method, path, JSON.stringify({ ...valid, [field]: items })),
                `${label} in ${key}`,
              );
            }
          }
        }
        const { [field]: _left, ...rest } = valid;
        await expectRefusal(await send(method, path, JSON.stringify(rest)), `${path} without ${field}`);
      }
      await expectRefusal(await send(method, path, JSON.stringify({ ...valid, extra: 1 })), `${path} with more`);
    }
    expect(refusals).toBeGreaterThan(400);
  });

  it("attack: bodies that are no JSON, or ambiguous, or of another type", async () => {
    for (const [method, path] of validBodies()) {
      for (const body of WRONG_BODIES)
        await expectRefusal(await send(method, path, body), `${path} ${body.slice(0, 40)}`);
      await expectRefusal(await send(method, path, new Uint8Array([0xff, 0xfe, 0x7b, 0x7d])), path);
      await expectRefusal(await send(method, path, new Uint8Array(randomBytes(1_000))), path);
      for (const type of [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "application/x-www-form-urlencoded",
        "",
      ]) {
        await expectRefusal(await send(method, path, "{}", { "Content-Type": type }), `${path} as ${type}`);
      }
      await expectRefusal(await send(method, path, `{"a":"${"x".repeat(600_000)}"}`), `${path} too long`);
    }
  });

  it("attack: naughty strings in every field, path, query and header", async () => {
    for (const [index, text] of NAUGHTY.entries()) {
      const [method, path, valid] = validBodies()[index % validBodies().length] as [
        string,
        string,
        Record<string, unknown>,
      ];
      for (const field of Object.keys(valid)) {
        const body = JSON.stringify({ ...valid, [field]: Array.isArray(valid[field]) ? [text] : text });
        await expectRefusal(await send(method, path, body), `${path} ${field} = ${JSON.stringify(text)}`);
      }
      const part = encodeURIComponent(text.toWellFormed());
      for (const hostile of [
        `/api/keys/${part}`,
        `/api/payloads/${part}`,
        `/api/customers/${part}/entries`,
        `/api/customers/${part}/access`,
        `/api/customers/${part}/erasure`,
        `/api/subjects/${part}/customers`,
        `/api/grants?grantee=${part}x`,
        `/api/grants?steward=${organisation.address}&after=${part}x`,
        `/api/grants?steward=${organisation.address}&customer=${part}x`,
        `/api/customers?grantee=${part}x`,
        `/api/subjects/${organisation.address}/customers?after=${part}x`,
        `/api/channels/${part}/${organisation.address}/1`,
        `/api/channels/${organisation.address}/${part}/1`,
        `/api/channels/${organisation.address}/${organisation.address}/${part}x`,
        `/api/organisations/${organisation.address}/history/${part}x`,
        `/api/possession/${part}x`,
        `/api/possession/${organisation.address}/answers/${part}x`,
        `/api/organisations/${part}/members`,
        `/api/organisations/${organisation.address}/secrets/${part}x`,
        `/api/customers?steward=${part}x`,
        `/api/customers?limit=${part}x`,
        `/api/keys/${organisation.address}?epoch=${part}x`,
      ]) {
        await expectRefusal(await writer(hostile), hostile);
      }
      const visible = text.replaceAll(/[^\x20-\x7e]/g, "?").trim();
      if (visible !== "") {
        const answer = await ask("/api/identity", {
          headers: { Authorization: visible, Cookie: visible, "If-Match": visible },
        });
        await expectRefusal(answer, visible);
        const events = await writer("/api/shares", {
          ...json({}, { "Idempotency-Key": visible, "X-Forwarded-For": visible }),
        });
        await expectRefusal(events, visible);
      }
    }
  });

  it("attack: paths that are no path, methods that are no method", async () => {
    for (const path of [
      "/api",
      "/api/",
      "/api/%ff",
      "/api/%00",
      "/api/../../etc/passwd",
      "/api/keys/%2e%2e%2f",
      "/api/payloads/%E0%A4%A",
      `/api/${"a/".repeat(2_000)}`,
      `/api/customers?${"a=1&".repeat(2_000)}`,
      "/api/customers?steward=0x&steward=0x",
      "/api/customers?limit=0",
      "/api/grants",
      "/api/grants?grantee=0x",
      `/api/grants?steward=${organisation.address}&limit=501`,
      `/api/grants?steward=${organisation.address}&after=1`,
      `/api/grants?steward=${organisation.address}&after=1-1-1`,
      `/api/grants?steward=${organisation.address}&after=-1-1`,
      `/api/grants?steward=${organisation.address}&grantee=${organisation.address}&grantee=x`,
      `/api/subjects/${organisation.address}/customers?limit=0`,
      "/api/customers?limit=1e1",
      "/api/customers?limit=0x1",
      "/api/customers?limit=%201",
      "/api/customers?limit=1.0",
      `/api/keys/${organisation.address}?epoch=01`,
      "/api/customers?limit=",
      "/api/customers?__proto__=1",
      "/nothing.js",
    ]) {
      await expectRefusal(await ask(path), path);
    }
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "X"]) {
      await expectRefusal(await ask("/api/registry", { method }), method);
    }
  });

  it("attack: the same over a socket, where the listener itself refuses", async () => {
    const overSocket = askUrl(running.url);
    for (const [path, init] of [
      ["/api/%ff", {}],
      ["/api/challenges", { method: "POST", body: "{", headers: { "Content-Type": "application/json" } }],
      [
        "/api/challenges",
        { method: "POST", body: new Uint8Array(1_000_000), headers: { "Content-Type": "application/json" } },
      ],
    ] as [string, RequestInit][]) {
      await expectRefusal(await overSocket(path, init), path);
    }
    const huge = await overSocket("/healthz", { headers: { "X-Huge": "x".repeat(20_000) } });
    expect(huge.status).toBe(431);
    expect((await overSocket("/healthz")).status).toBe(200);
  });
});
