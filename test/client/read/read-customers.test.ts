import { createPublicClient, type Hex, http, keccak256, toHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCustomer } from "#client/read/read-customer.ts";
import { readProfiles } from "#client/read/read-profiles.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { startAlteredRpc } from "#test/client/altered-rpc.ts";
import { altered, alteredService, type Exchange } from "#test/client/altered-service.ts";
import { companyProfile, note, order } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";

let world: World;
let one: { customer: Hex; digests: Hex[] };
let two: { customer: Hex; digests: Hex[] };
beforeAll(async () => {
  world = await startWorld();
  one = await writeThree();
  two = await writeThree();
});
afterAll(() => world.stop());

async function writeThree() {
  const context = contextOf({ world });
  const place = newCustomer({ organisation: world.organisation });
  const records = [companyProfile(), companyProfile("Renamed"), order("10643")];
  const write = await prepareWrite({
    context,
    id: place.customer,
    drafts: records.map((record) => ({ ...place, record })),
  });
  await runWrite({ context, write, pollInterval: 20 });
  return { customer: place.customer, digests: write.appends.map(({ payloadDigest }) => payloadDigest) };
}

type Reading = { service?: Service; registry?: Registry; customer?: Hex; confirmations?: number; locked?: boolean };

async function read({ locked, ...more }: Reading = {}) {
  const { registry, keeper } = world;
  const keyring = locked ? undefined : keeper.keyring;
  const answer = await readCustomer({
    registry,
    service: keeper.service,
    customer: one.customer,
    confirmations: 1,
    keyring,
    ...more,
  });
  return {
    ...answer,
    verdicts: answer.entries.map(({ verdict }) => verdict),
    records: answer.entries.map(({ record }) => record?.schema ?? null),
    refusals: answer.entries.map(({ refusal }) => refusal),
  };
}

const through = (alter: (exchange: Exchange) => Promise<Response | null> | Response | null) =>
  alteredService({ service: world.keeper.service, alter });

type Payloads = { items: { digest: Hex; payload: string | null }[]; deferred: Hex[] };

/** The service with what it answers for one payload changed. */
const withPayload = (digest: Hex | undefined, change: (payload: Uint8Array) => Uint8Array | null) =>
  through(({ path, response }) =>
    path === "/api/payloads/query"
      ? altered(response, (body: Payloads) => {
          for (const item of body.items) {
            if (item.digest !== digest || item.payload === null) continue;
            const changed = change(Uint8Array.from(Buffer.from(item.payload, "base64")));
            item.payload = changed === null ? null : encodeBase64(changed);
          }
        })
      : null,
  );

describe("reading a customer", () => {
  it("default: every entry with its verdict and its record", async () => {
    const { verdict, verdicts, records, entries } = await read();
    expect(verdict).toBe("proven");
    expect(verdicts).toEqual(["proven", "proven", "proven"]);
    expect(records).toEqual(["profile/1", "profile/1", "transaction/1"]);
    expect(entries[2]?.record).toEqual(order("10643"));
    expect(entries.every(({ entrySecret, place }) => entrySecret?.length === 32 && place !== null)).toBe(true);
  });

  it("behavior: without keys the verdicts are the same and nothing is opened", async () => {
    const { verdicts, records, refusals } = await read({ service: world.service, locked: true });
    expect(verdicts).toEqual(["proven", "proven", "proven"]);
    expect(records).toEqual([null, null, null]);
    expect(refusals).toEqual([null, null, null]);
  });

  it("behavior: an unknown customer has no entries and is unknown", async () => {
    expect(await read({ customer: keccak256(toHex("nobody")) })).toMatchObject({
      verdict: "unknown",
      head: null,
      entries: [],
    });
  });

  it("behavior: entries younger than the confirmations asked for are pending, however sure the service is", async () => {
    const { verdict, verdicts } = await read({ customer: two.customer, confirmations: 2 });
    expect(verdict).toBe("pending");
    expect(verdicts).toEqual(["pending", "pending", "pending"]);
    expect((await read({ customer: one.customer, confirmations: 2 })).verdict).toBe("proven");
  });

  it("behavior: a service whose index is behind is made good by the chain's events", async () => {
    const behind = through(({ path, response }) =>
      path.endsWith("/entries") ? altered(response, (body: { entries: unknown[] }) => void body.entries.pop()) : null,
    );
    expect(await read({ service: behind })).toMatchObject({
      verdict: "proven",
      records: ["profile/1", "profile/1", "transaction/1"],
    });
    const ignorant = through(({ path }) =>
      path.endsWith("/entries") ? Response.json({ customer: one.customer, head: one.customer, entries: [] }) : null,
    );
    expect((await read({ service: ignorant })).verdict).toBe("proven");
  });

  it("error: a service that is down leaves the entries unavailable, a chain that is down throws", async () => {
    const down = { ...world.keeper.service, fetch: () => Promise.reject(new TypeError("fetch failed")) };
    expect(await read({ service: down })).toMatchObject({
      verdict: "unavailable",
      verdicts: ["unavailable", "unavailable", "unavailable"],
    });
    const client = createPublicClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) }) as ChainClient;
    const registry = { ...world.registry, client };
    expect(await refusalOf(read({ registry }))).toMatchObject({ code: "ChainUnavailable", retryable: true });
  });

  it("default: a list reads the newest profiles only", async () => {
    const { registry, keeper } = world;
    const customers = [two.customer, one.customer];
    const profiles = await readProfiles({ ...keeper, registry, customers, confirmations: 1 });
    expect(profiles.map(({ customer, profile, length }) => [customer, profile?.verdict, length])).toEqual([
      [two.customer, "proven", 3],
      [one.customer, "proven", 3],
    ]);
    expect(profiles[0]?.profile?.record).toEqual(companyProfile("Renamed"));
  });

  it("default: a corrected entry and an earlier profile say what replaces them; a reader without keys sees only the profile", async () => {
    const context = contextOf({ world });
    const place = newCustomer({ organisation: world.organisation });
    const first = await prepareWrite({
      context,
      id: place.customer,
      drafts: [companyProfile(), order("10643")].map((record) => ({ ...place, record })),
    });
    await runWrite({ context, write: first, pollInterval: 20 });
    const [, wrong] = (await read({ customer: place.customer })).entries;
    const corrected = { ...order("10643"), total: "512.00", replaces: wrong?.head ?? "0x" };
    const second = await prepareWrite({
      context,
      id: "correction",
      drafts: [corrected, companyProfile("Renamed")].map((record) => ({ customer: place.customer, record })),
    });
    await runWrite({ context, write: second, pollInterval: 20 });
    const member = await read({ customer: place.customer });
    const heads = member.entries.map(({ head }) => head);
    expect(member.verdicts).toEqual(["proven", "proven", "proven", "proven"]);
    expect(member.entries.map(({ replacedBy }) => replacedBy)).toEqual([heads[3], heads[2], null, null]);
    const stranger = await read({ customer: place.customer, service: world.service, locked: true });
    expect(stranger.entries.map(({ replacedBy }) => replacedBy)).toEqual([heads[3], null, null, null]);
  });
});

describe("against a malicious service", () => {
  it.each([
    { lie: "a flipped bit", change: (payload: Uint8Array) => payload.with(200, (payload[200] ?? 0) ^ 1) },
    { lie: "a truncated payload", change: (payload: Uint8Array) => payload.slice(0, 100) },
    { lie: "an empty payload", change: () => new Uint8Array() },
  ])("attack: $lie is tampered and not opened", async ({ change }) => {
    const { verdict, verdicts, records } = await read({ service: withPayload(one.digests[1], change) });
    expect(verdict).toBe("tampered");
    expect(verdicts).toEqual(["proven", "tampered", "proven"]);
    expect(records).toEqual(["profile/1", null, "transaction/1"]);
  });

  it("attack: an old payload, and a foreign one, in the place of another are tampered", async () => {
    for (const digest of [one.digests[0], two.digests[2]]) {
      const response = await world.service.fetch(`${world.running.url}/api/payloads/${digest}`);
      const other = new Uint8Array(await response.arrayBuffer());
      const { verdicts, records } = await read({ service: withPayload(one.digests[2], () => other) });
      expect(verdicts).toEqual(["proven", "proven", "tampered"]);
      expect(records[2]).toBeNull();
    }
  });

  it("attack: a withheld payload is unavailable", async () => {
    const { verdict, verdicts } = await read({ service: withPayload(one.digests[2], () => null) });
    expect(verdict).toBe("unavailable");
    expect(verdicts).toEqual(["proven", "proven", "unavailable"]);
  });

  it("attack: a query that defers for ever ends", async () => {
    const stalling = through(({ path, response }) =>
      path === "/api/payloads/query"
        ? altered(response, (body: Payloads) => {
            body.deferred = body.items.map(({ digest }) => digest);
            body.items = [];
          })
        : null,
    );
    expect((await read({ service: stalling })).verdict).toBe("unavailable");
  });

  it("attack: forged entries do not stand beside the chain's own", async () => {
    const forging = through(({ path, response }) =>
      path.endsWith("/entries")
        ? altered(response, (body: { entries: { commitment: Hex }[] }) => {
            const [first] = body.entries;
            if (first !== undefined) first.commitment = keccak256("0x01");
          })
        : null,
    );
    expect((await read({ service: forging })).verdict).toBe("proven");
  });

  it("attack: wraps and shares of another customer open nothing", async () => {
    const swapping = through(async ({ path, response }) => {
      if (path !== "/api/openings") return null;
      const { keeper, organisation } = world;
      const own = await world.service.fetch(`${world.running.url}/api/openings`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${keeper.service.token}` },
        body: JSON.stringify({ organisation, items: [{ customer: two.customer, keyEpoch: 1 }] }),
      });
      const [foreign] = ((await own.json()) as { items: { wraps: string[]; share: string }[] }).items;
      return altered(response, (body: { items: { wraps: string[]; share: string | null }[] }) => {
        for (const item of body.items) {
          item.wraps = foreign?.wraps ?? [];
          item.share = foreign?.share ?? null;
        }
      });
    });
    const { verdict, records, refusals } = await read({ service: swapping });
    expect(verdict).toBe("proven");
    expect(records).toEqual([null, null, null]);
    expect(refusals).toEqual(["NoOpening", "NoOpening", "NoOpening"]);
  });

  it("attack: another share opens nothing", async () => {
    const swapping = through(({ path, response }) =>
      path === "/api/openings"
        ? altered(response, (body: { items: { share: string }[] }) => {
            for (const item of body.items) item.share = encodeBase64(new Uint8Array(32).fill(1));
          })
        : null,
    );
    expect((await read({ service: swapping })).refusals).toEqual(Array(3).fill("KeyCommitmentMismatch"));
  });

  it("error: openings that are refused leave the verdicts and say why", async () => {
    const forbidden = { error: { code: "Forbidden", message: "No.", hints: [], retryable: false } };
    const refusing = through(({ path }) =>
      path === "/api/openings" ? Response.json(forbidden, { status: 403 }) : null,
    );
    expect(await read({ service: refusing })).toMatchObject({
      verdict: "proven",
      refusals: Array(3).fill("Forbidden"),
    });
  });
});

describe("against a lying RPC", () => {
  it("attack: another head than the stored one verifies nothing", async () => {
    const rpc = await startAlteredRpc({
      target: world.chain.rpcUrl,
      alter: ({ method, result }) => (method === "eth_call" ? keccak256("0x02") : result),
    });
    const client = createPublicClient({ transport: http(rpc.url, { retryCount: 0 }), cacheTime: 0 }) as ChainClient;
    const { verdict, records } = await read({ registry: { ...world.registry, client } });
    expect(verdict).not.toBe("proven");
    expect(records.filter((record) => record !== null)).toEqual([]);
    await rpc.stop();
  });
});

describe("another organisation's view", () => {
  it("behavior: an entry of a steward whose keys are not held is judged and stays closed", async () => {
    const { keeper } = world;
    const keyring = { ...keeper.keyring, organisation: keeper.address };
    const { registry } = world;
    const answer = await readCustomer({
      registry,
      service: keeper.service,
      customer: one.customer,
      confirmations: 1,
      keyring,
    });
    expect(answer.verdict).toBe("proven");
    expect(answer.entries.map(({ record }) => record)).toEqual([null, null, null]);
  });

  it("behavior: notes of another kind are judged alike", async () => {
    const context = contextOf({ world });
    const write = await prepareWrite({ context, id: "n", drafts: [{ customer: two.customer, record: note("x\ny") }] });
    await runWrite({ context, write, pollInterval: 20 });
    const { records } = await read({ customer: two.customer });
    expect(records.at(-1)).toBe("note/1");
  });
});
