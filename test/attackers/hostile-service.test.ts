import { bytesToHex, type Hex, keccak256 } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { provideChannel } from "#client/access/provide-channel.ts";
import { renewKey } from "#client/access/rotations.ts";
import { admitMember } from "#client/keys/admit-member.ts";
import { checkKnownKey } from "#client/keys/check-known-key.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import { keyOf } from "#client/registry/key-of.ts";
import { getOpenings } from "#client/service/openings.ts";
import { decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";
import { deriveChannelWrapKey, sealChannelKey } from "#protocol/keys/channel-key.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { generateIdentityKey } from "#protocol/keys/identity-key.ts";
import { sealSecret } from "#protocol/keys/sealed-secret.ts";
import { wrapSecret } from "#protocol/keys/wrap.ts";
import { type Consortium, readAs, rotationContext, share, startConsortium, write } from "#test/client/consortium.ts";
import { memoryKnownKeys } from "#test/client/memory-known-keys.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { deployRegistry } from "#test/helpers/chain.ts";
import { type Exchange, type HostileService, jsonOf, type Lie, startHostileService } from "./hostile-service.ts";

let world: Consortium;
let customer: Hex;
let another: Hex;
beforeAll(async () => {
  world = await startConsortium();
  customer = await write({ world, records: [companyProfile("One"), note("first"), note("second")] });
  another = await write({ world, records: [companyProfile("Another"), note("a"), note("b")] });
  await share(world, { customers: "all" });
});
afterAll(() => world.stop());

let hostile: HostileService | undefined;
afterEach(async () => {
  await hostile?.stop();
  hostile = undefined;
});

async function lying(lie: (exchange: Exchange) => Lie | Promise<Lie>): Promise<HostileService> {
  hostile = await startHostileService({ target: world.running.url, lie });
  return hostile;
}

/** What the other organisation reads of the customer through the hostile service. */
async function readThrough(service: HostileService) {
  const { reader } = world.other;
  const read = await readAs({ world, customer, as: { ...reader, service: service.as(reader.service) } });
  expect(service.lies()).toBeGreaterThan(0);
  return read;
}

type Payloads = { items: { digest: Hex; payload: string | null }[]; deferred: Hex[] };
type Openings = {
  items: {
    customer: Hex;
    keyEpoch: number;
    wraps: string[];
    channelWraps: { steward: Hex; wrap: string }[];
    share: string;
  }[];
};

/** Changes every payload that is asked for. */
const withPayloads = (change: (payload: Uint8Array, index: number) => Uint8Array | null) => (exchange: Exchange) => {
  if (exchange.path !== "/api/payloads/query") return null;
  const body = jsonOf<Payloads>(exchange);
  for (const [index, item] of body.items.entries()) {
    if (item.payload === null) continue;
    const changed = change(decodeBase64(item.payload), index);
    item.payload = changed === null ? null : encodeBase64(changed);
  }
  return { json: body };
};

/** Changes every wrap to the grantee. */
const withWraps = (change: (wrap: Uint8Array) => Uint8Array) => (exchange: Exchange) => {
  if (exchange.path !== "/api/openings") return null;
  const body = jsonOf<Openings>(exchange);
  for (const item of body.items) {
    item.channelWraps = item.channelWraps.map(({ steward, wrap }) => ({
      steward,
      wrap: encodeBase64(change(decodeBase64(wrap))),
    }));
  }
  return { json: body };
};

describe("a service that lies about keys", () => {
  it("attack: its own key in the place of a grantee's gets no channel", async () => {
    const mallory = await generateIdentityKey();
    const { registry, keeper, other } = world;
    const service = await lying((exchange) => {
      if (!exchange.path.startsWith("/api/keys/")) return null;
      const key = encodeBase64(mallory.publicKey);
      const keyHash = keccak256(bytesToHex(mallory.publicKey));
      return { json: { ...jsonOf<object>(exchange), key, keyHash } };
    });
    const sharing = { registry, service: service.as(keeper.service), keyring: keeper.keyring };
    const refused = await refusalOf(provideChannel({ ...sharing, grantee: other.organisation }));
    expect(refused).toMatchObject({ code: "KeyHashMismatch", retryable: false });
    const admitted = await refusalOf(admitMember({ ...sharing, member: world.writer.address }));
    expect(admitted.code).toBe("KeyHashMismatch");
  });

  it("attack: an answer to a challenge that the service made up proves nothing", async () => {
    const { registry, keeper, subject } = world;
    const service = await lying((exchange) => {
      if (!exchange.path.includes("/answers/") || exchange.status !== 200) return null;
      const { items } = jsonOf<{ items: object[] }>(exchange);
      if (items.length === 0) return null;
      return { json: { items: items.map((item) => ({ ...item, answer: encodeBase64(new Uint8Array(32)) })) } };
    });
    const sharing = {
      registry,
      service: service.as(keeper.service),
      keyring: keeper.keyring,
      grantee: subject.address,
    };
    expect(await refusalOf(provideChannel(sharing))).toMatchObject({ code: "PossessionNotProven" });
    expect(await refusalOf(provideChannel(sharing))).toMatchObject({
      code: "PossessionNotProven",
      details: { answer: "wrong" },
    });
    expect(service.lies()).toBe(1);
  });

  it("behavior: a changed key is shown with both fingerprints, and needs consent", async () => {
    const knownKeys = memoryKnownKeys();
    const { registry, keeper, other } = world;
    const old: Hex = `0x${"22".repeat(32)}`;
    await checkKnownKey({ knownKeys, key: { account: other.organisation, epoch: 1, keyHash: old } });
    const { keyHash } = await keyOf({ registry, account: other.organisation });
    const sharing = {
      registry,
      service: keeper.service,
      keyring: keeper.keyring,
      grantee: other.organisation,
      knownKeys,
    };
    expect(await refusalOf(provideChannel(sharing))).toMatchObject({
      code: "KeyChanged",
      details: { oldFingerprint: fingerprintOf(old), newFingerprint: fingerprintOf(keyHash ?? "0x") },
    });
    await provideChannel({ ...sharing, acceptedKeys: [keyHash ?? "0x"] });
    await provideChannel(sharing);
  });

  it("attack: a key that a reorganisation can still take back is not sealed to", async () => {
    const { registry, keeper, other } = world;
    const sharing = { registry, service: keeper.service, keyring: keeper.keyring, grantee: other.organisation };
    const refused = await refusalOf(provideChannel({ ...sharing, confirmations: 1_000 }));
    expect(refused).toMatchObject({ code: "KeyNotConfirmed", retryable: true });
  });

  it("attack: a channel that the service sealed itself opens no entry, and the true one still does", async () => {
    const { registry, other, organisation, keeper } = world;
    const { epoch, keyHash } = await keyOf({ registry, account: other.organisation });
    const channelKey = crypto.getRandomValues(new Uint8Array(32));
    const key = (await (await fetch(`${world.running.url}/api/keys/${other.organisation}?epoch=${epoch}`)).json()) as {
      key: string;
    };
    expect(keccak256(bytesToHex(decodeBase64(key.key)))).toBe(keyHash);
    const sealed = await sealChannelKey({
      header: {
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        sender: organisation,
        senderEpoch: keeper.keyring.current.epoch,
        recipient: other.organisation,
        recipientEpoch: epoch,
      },
      channelKey,
      recipientKey: decodeBase64(key.key),
    });
    const forged = wrapSecret({
      header: {
        wrapper: "channel",
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        customer,
        keyEpoch: 1,
        scope: 0,
        holder: other.organisation,
        wrapperEpoch: keeper.keyring.current.epoch,
      },
      secret: crypto.getRandomValues(new Uint8Array(32)),
      wrapKey: deriveChannelWrapKey(channelKey),
    });
    const service = await lying((exchange) => {
      if (exchange.path.startsWith("/api/channels/")) {
        const { items } = jsonOf<{ items: string[] }>(exchange);
        return { json: { items: [encodeBase64(sealed), ...items] } };
      }
      if (exchange.path !== "/api/openings") return null;
      const body = jsonOf<Openings>(exchange);
      for (const item of body.items) item.channelWraps.unshift({ steward: organisation, wrap: encodeBase64(forged) });
      return { json: body };
    });
    expect((await readThrough(service)).entries.map(([, content]) => content)).toEqual([
      "profile/1",
      "note/1",
      "note/1",
    ]);
    const only = await lying((exchange) => {
      if (exchange.path.startsWith("/api/channels/")) return { json: { items: [encodeBase64(sealed)] } };
      if (exchange.path !== "/api/openings") return null;
      const body = jsonOf<Openings>(exchange);
      for (const item of body.items) item.channelWraps = [{ steward: organisation, wrap: encodeBase64(forged) }];
      return { json: body };
    });
    expect((await readThrough(only)).entries.map(([, content]) => content)).toEqual([
      "KeyCommitmentMismatch",
      "KeyCommitmentMismatch",
      "KeyCommitmentMismatch",
    ]);
  });

  it("attack: two members offered different organisation secrets both refuse the one that is not the chain's", async () => {
    const { registry, organisation, writer, keeper } = world;
    const forged = async (member: typeof writer) => {
      const { epoch } = await keyOf({ registry, account: member.address });
      const response = await fetch(`${world.running.url}/api/keys/${member.address}?epoch=${epoch}`);
      const { key } = (await response.json()) as { key: string };
      return sealSecret({
        header: {
          chainId: BigInt(registry.chainId),
          registry: registry.address,
          sender: organisation,
          senderEpoch: keeper.keyring.current.epoch,
          recipient: member.address,
          recipientEpoch: epoch,
        },
        secret: crypto.getRandomValues(new Uint8Array(32)),
        recipientKey: decodeBase64(key),
      });
    };
    for (const member of [writer, keeper]) {
      const sealed = encodeBase64(await forged(member));
      const service = await lying((exchange) =>
        /\/secrets\/\d+$/.test(exchange.path) ? { json: { items: [sealed] } } : null,
      );
      const opening = { registry, service: service.as(member.service), organisation, identity: member.identity };
      const refused = await refusalOf(openKeyring(opening));
      expect(refused).toMatchObject({ code: "NotAdmitted", cause: { code: "KeyHashMismatch" } });
      await service.stop();
    }
  });
});

describe("a service that lies about entries and payloads", () => {
  it("attack: another customer's payloads are tampered", async () => {
    const entries = await fetch(`${world.running.url}/api/customers/${another}/entries`);
    const digests = ((await entries.json()) as { entries: { payloadDigest: Hex }[] }).entries.map(
      (one) => one.payloadDigest,
    );
    const foreign = await Promise.all(
      digests.map(async (digest) => {
        const response = await fetch(`${world.running.url}/api/payloads/${digest}`);
        return new Uint8Array(await response.arrayBuffer());
      }),
    );
    const read = await readThrough(await lying(withPayloads((_, index) => foreign[index] ?? null)));
    expect(read).toEqual({
      verdict: "tampered",
      entries: Array.from({ length: 3 }, () => ["tampered", "nothing"]),
    });
  });

  it("attack: an older payload in the place of the newest is tampered, the others are not", async () => {
    let first: Uint8Array | undefined;
    const read = await readThrough(
      await lying(
        withPayloads((payload, index) => {
          if (index === 1) first = payload;
          return index === 2 ? (first ?? null) : payload;
        }),
      ),
    );
    expect(read.entries.map(([verdict]) => verdict)).toEqual(["proven", "proven", "tampered"]);
  });

  it.each([
    ["truncated", (payload: Uint8Array) => payload.slice(0, -1)],
    ["lengthened", (payload: Uint8Array) => Uint8Array.of(...payload, 0)],
    ["empty", () => new Uint8Array()],
    ["of another suite", (payload: Uint8Array) => payload.map((byte, at) => (at === 5 ? 0 : byte))],
    [
      "changed in its last byte",
      (payload: Uint8Array) => payload.map((byte, at) => (at === payload.length - 1 ? byte ^ 1 : byte)),
    ],
  ])("attack: payloads that are %s are tampered", async (_name, change) => {
    const read = await readThrough(await lying(withPayloads(change)));
    expect(read.entries.map(([verdict]) => verdict)).toEqual(["tampered", "tampered", "tampered"]);
  });

  it("attack: a withheld payload is unavailable, and the whole is too", async () => {
    const read = await readThrough(await lying(withPayloads((payload, index) => (index === 1 ? null : payload))));
    expect(read.verdict).toBe("unavailable");
    expect(read.entries[1]).toEqual(["unavailable", "nothing"]);
  });

  it("attack: a withheld or rolled back entry is found on the chain in its place", async () => {
    const service = await lying((exchange) => {
      if (!exchange.path.endsWith("/entries")) return null;
      const body = jsonOf<{ head: Hex; entries: { previous: Hex }[] }>(exchange);
      body.head = body.entries.at(-1)?.previous ?? "0x";
      body.entries.pop();
      return { json: body };
    });
    expect(await readThrough(service)).toMatchObject({ verdict: "proven", entries: { length: 3 } });
  });

  it("attack: withheld by the service and by the RPC as well, it is unknown, never current", async () => {
    const service = await lying((exchange) => {
      if (!exchange.path.endsWith("/entries")) return null;
      const body = jsonOf<{ entries: object[] }>(exchange);
      body.entries.pop();
      return { json: body };
    });
    const { reader } = world.other;
    const deaf = {
      ...world.registry,
      client: { ...world.registry.client, getLogs: async () => [] } as unknown as typeof world.registry.client,
    };
    const read = await readAs({
      world: { ...world, registry: deaf },
      customer,
      as: { ...reader, service: service.as(reader.service) },
    });
    expect(read.verdict).toBe("unknown");
    expect(read.entries.map(([verdict]) => verdict)).not.toContain("proven");
  });

  it("attack: a forged entry beside the true ones is never shown as the customer's", async () => {
    const service = await lying((exchange) => {
      if (!exchange.path.endsWith("/entries")) return null;
      const body = jsonOf<{ entries: { payloadDigest: Hex; commitment: Hex }[] }>(exchange);
      for (const entry of body.entries) entry.commitment = `0x${"66".repeat(32)}`;
      return { json: body };
    });
    expect((await readThrough(service)).entries.map(([, content]) => content)).toEqual([
      "profile/1",
      "note/1",
      "note/1",
    ]);
  });
});

describe("a service that replays and downgrades", () => {
  it("attack: a wrap of another customer opens nothing", async () => {
    const { reader, organisation } = world.other;
    const [opening] = await getOpenings({
      service: reader.service,
      organisation,
      items: [{ customer: another, keyEpoch: 1 }],
    });
    const foreign = opening?.channelWraps[0]?.wrap ?? new Uint8Array();
    const read = await readThrough(await lying(withWraps(() => foreign)));
    expect(read.entries).toEqual([
      ["proven", "ContextMismatch"],
      ["proven", "ContextMismatch"],
      ["proven", "ContextMismatch"],
    ]);
  });

  it.each([
    ["a lower suite", 5, "UnknownSuite"],
    ["another version", 4, "UnknownVersion"],
    ["the organisation's wrapper", 6, "ContextMismatch"],
    ["another chain", 14, "ContextMismatch"],
    ["another registry", 15, "ContextMismatch"],
    ["another customer", 35, "ContextMismatch"],
    ["another epoch", 70, "ContextMismatch"],
  ])("attack: a wrap that says %s is refused", async (_name, at, code) => {
    const change = (wrap: Uint8Array) => {
      const changed = wrap.slice();
      changed[at] = at === 6 ? 1 : at === 5 || at === 4 ? 0 : (changed[at] ?? 0) ^ 2;
      return changed;
    };
    const read = await readThrough(await lying(withWraps(change)));
    expect(read.entries[0]).toEqual(["proven", code]);
  });

  it("attack: the shred share of another customer opens nothing", async () => {
    const read = await readThrough(
      await lying((exchange) => {
        if (exchange.path !== "/api/openings") return null;
        const body = jsonOf<Openings>(exchange);
        for (const item of body.items) item.share = encodeBase64(new Uint8Array(32).fill(7));
        return { json: body };
      }),
    );
    expect(read.entries.map(([, content]) => content)).toEqual(
      Array.from({ length: 3 }, () => "KeyCommitmentMismatch"),
    );
  });

  it("attack: the answers of another registry on another chain are never taken for this one's", async () => {
    const elsewhere = await deployRegistry({ rpcUrl: world.chain.rpcUrl });
    const { client, chain } = world;
    const registry = await connectRegistry({ client, address: elsewhere.registry, chainId: chain.chainId });
    const { reader } = world.other;
    const read = await readAs({ world: { ...world, registry }, customer, as: reader });
    expect(read).toMatchObject({ verdict: "unknown" });
    expect(read.entries.every(([, content]) => content === "nothing")).toBe(true);
    const wrong = connectRegistry({ client, address: world.registry.address, chainId: 1 });
    expect(await refusalOf(wrong)).toMatchObject({ code: "WrongChain" });
  });

  it("attack: a wrap of an old epoch in the place of the new one is refused, after a new epoch", async () => {
    const { rotation, keyring } = await renewKey({ context: rotationContext(world), id: "r" });
    expect(rotation.waiting).toEqual([]);
    world.keeper.keyring = keyring;
    await write({ world, customer, records: [note("new")] });
    const { reader, organisation } = world.other;
    const items = [{ customer, keyEpoch: 1 }];
    const [old] = await getOpenings({ service: reader.service, organisation, items });
    const service = await lying((exchange) => {
      if (exchange.path !== "/api/openings") return null;
      const body = jsonOf<Openings>(exchange);
      for (const item of body.items) {
        if (item.keyEpoch !== 2) continue;
        item.channelWraps = (old?.channelWraps ?? []).map(({ steward, wrap }) => ({
          steward,
          wrap: encodeBase64(wrap),
        }));
      }
      return { json: body };
    });
    const read = await readThrough(service);
    expect(read.entries.map(([, content]) => content)).toEqual(["profile/1", "note/1", "note/1", "ContextMismatch"]);
  });
});
