import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  blockEventSchema,
  directoryEventSchema,
  entryEventSchema,
  reorgEventSchema,
  resetEventSchema,
} from "#protocol/api/events.ts";
import { hashEntry } from "#protocol/chain/entry.ts";
import { hasAnvil } from "#test/helpers/chain.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { refusalOf } from "../api-caller.ts";
import { addOrganisation, append, publishKey, startWorld, type TestOrganisation, type World } from "../world.ts";

type Event = { event: string; id: string | undefined; data: unknown };

describe("live events", () => {
  let world: World;
  let running: TestService;
  let organisation: TestOrganisation;

  beforeAll(async () => {
    world = await startWorld();
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      environment: { KONTOR_MAX_EVENT_STREAMS: "3" },
    });
    await running.service.indexer.indexNow();
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
  });

  /** Reads a stream until an event that `isLast`, then hangs up. `connected` resolves when the service listens for us. */
  async function listen({
    isLast,
    lastEventId,
    connected,
  }: {
    isLast: (event: Event) => boolean;
    lastEventId?: string;
    connected?: () => unknown;
  }): Promise<Event[]> {
    const hangUp = new AbortController();
    const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
    const response = await fetch(`${running.url}/api/events`, { headers, signal: hangUp.signal });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events: Event[] = [];
    const reading = (async () => {
      let text = "";
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
          const lines = text.slice(0, end).split("\n");
          text = text.slice(end + 2);
          const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
          const event = field("event");
          if (event === undefined) continue;
          events.push({ event, id: field("id"), data: JSON.parse(field("data") ?? "null") });
          if (isLast(events.at(-1) as Event)) return;
        }
      }
    })();
    await connected?.();
    await reading;
    hangUp.abort();
    return events;
  }

  const isBlock = ({ event }: Event) => event === "block";

  it("default: tells of entries, the directory and blocks as they are indexed", async () => {
    let head = "";
    const events = await listen({
      isLast: isBlock,
      connected: async () => {
        head = hashEntry(await append({ world, organisation }));
      },
    });
    expect(events.map(({ event }) => event)).toEqual(["entry", "block"]);
    expect(entryEventSchema.parse(events[0]?.data).head).toBe(head);
    const block = blockEventSchema.parse(events[1]?.data);
    expect(block.confirmedBlock).toBe(block.number);
  });

  it("behavior: a published key is a change of the directory", async () => {
    const events = await listen({
      isLast: isBlock,
      connected: () => publishKey({ world, account: organisation.writer }),
    });
    expect(events.map(({ event }) => event)).toEqual(["directory", "block"]);
    const { blockNumber } = directoryEventSchema.parse(events[0]?.data);
    expect(blockNumber).toBe(blockEventSchema.parse(events[1]?.data).number);
  });

  it("behavior: who comes back gets what was missed, once, in order", async () => {
    const [, last] = await listen({ isLast: isBlock, connected: () => append({ world, organisation }) });
    const missed = [await append({ world, organisation }), await append({ world, organisation })];
    await running.service.indexer.indexNow();
    const events = await listen({
      isLast: ({ event, data }) => event === "entry" && entryEventSchema.parse(data).sequence === 2,
      ...(last?.id === undefined ? {} : { lastEventId: last.id }),
      connected: async () => {
        missed.push(await append({ world, organisation, after: missed[0] as (typeof missed)[0] }));
      },
    });
    const heads = events.filter(({ event }) => event === "entry").map(({ data }) => entryEventSchema.parse(data).head);
    expect(heads).toEqual(missed.map(hashEntry));
  });

  it("behavior: a place inside a block is one too", async () => {
    const { customers } = { customers: await running.service.store.index.customers({ limit: 10 }) };
    const [entry] = await running.service.store.index.entriesAfter({ blockNumber: 0, logIndex: 0, limit: 1 });
    const id = `${entry?.blockNumber}-${entry?.blockHash.slice(2, 18)}-${entry?.logIndex}`;
    const events = await listen({ isLast: isBlock, lastEventId: id });
    expect(events.filter(({ event }) => event === "entry").length).toBe(
      customers.reduce((count, { sequence }) => count + sequence, 0) - 1,
    );
  });

  it.skipIf(!hasAnvil())(
    "behavior: a reorganisation is told, and a place that is gone is told to begin anew",
    async () => {
      const before = await listen({ isLast: isBlock, connected: () => append({ world, organisation }) });
      const events = await listen({
        isLast: ({ event }) => event === "reorg",
        connected: async () => {
          await world.testClient.request({ method: "anvil_reorg" as never, params: [1, []] as never });
          await world.testClient.mine({ blocks: 1 });
        },
      });
      expect(reorgEventSchema.parse(events.at(-1)?.data).dropped).toBe(1);
      for (const lastEventId of [before.at(-1)?.id ?? "", "1-0000000000000000-0", "x", "-1", "9".repeat(500)]) {
        const [first] = await listen({ isLast: () => true, lastEventId });
        expect(first?.event).toBe("reset");
        resetEventSchema.parse(first?.data);
      }
    },
  );

  it("attack: streams have a limit, and those that hung up do not count", async () => {
    const hangUps = [1, 2, 3].map(() => new AbortController());
    const open = async (signal: AbortSignal) => fetch(`${running.url}/api/events`, { signal });
    for (const { signal } of hangUps) expect((await open(signal)).status).toBe(200);
    const refused = await fetch(`${running.url}/api/events`);
    expect(await refusalOf(refused)).toBe("429 RateLimited");
    for (const hangUp of hangUps) hangUp.abort();
    await expect
      .poll(
        async () => (await (await fetch(`${running.url}/metrics`)).text()).match(/^kontor_event_streams (\d+)$/m)?.[1],
      )
      .toBe("0");
    await listen({ isLast: isBlock, connected: () => append({ world, organisation }) });
  });

  it("attack: one address cannot take the streams of all others", async () => {
    const proxied = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      environment: { KONTOR_MAX_EVENT_STREAMS_PER_ADDRESS: "2", KONTOR_TRUSTED_PROXIES: "1" },
    });
    const hangUps: AbortController[] = [];
    const open = (address: string) => {
      const hangUp = new AbortController();
      hangUps.push(hangUp);
      return fetch(`${proxied.url}/api/events`, { headers: { "X-Forwarded-For": address }, signal: hangUp.signal });
    };
    for (let count = 0; count < 2; count++) expect((await open("192.0.2.1")).status).toBe(200);
    expect(await refusalOf(open("192.0.2.1"))).toBe("429 RateLimited");
    expect((await open("192.0.2.2")).status).toBe(200);
    hangUps[0]?.abort();
    await expect.poll(async () => (await open("192.0.2.1")).status).toBe(200);
    for (const hangUp of hangUps) hangUp.abort();
    await proxied.stop();
  });

  it("behavior: a service that stops ends its streams, instead of breaking them off", async () => {
    const another = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
    });
    const response = await fetch(`${another.url}/api/events`);
    // A stream that is broken off rejects here.
    await expect(Promise.all([response.text(), another.stop()])).resolves.toBeDefined();
  });
});
