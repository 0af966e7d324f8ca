import type { LocalAccount } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { openingsResponseSchema } from "#protocol/api/openings.ts";
import { admissionsResponseSchema, secretsResponseSchema } from "#protocol/api/organisation-secrets.ts";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askApp, bodyOf, json, refusalOf, signIn, upload } from "../api-caller.ts";
import { type RpcProxy, startRpcProxy } from "../rpc-proxy.ts";
import {
  addOrganisation,
  addressOf,
  append,
  council,
  grant,
  makeEnvelope,
  makeHistoryWrap,
  makeIdentity,
  makeSealedSecret,
  makeWrap,
  publishKey,
  randomHash,
  revoke,
  startWorld,
  stranger,
  type TestOrganisation,
  type World,
} from "../world.ts";

describe("who may do what", () => {
  let world: World;
  let proxy: RpcProxy;
  let running: TestService;
  let ask: Ask;
  let own: TestOrganisation;
  let foreign: TestOrganisation;
  /** A customer of `own` with share and wrap, on chain and indexed. */
  let salt = randomHash();
  let customer = randomHash();
  let later = 0;

  const as = (account: LocalAccount) => signIn({ ask, account });

  beforeAll(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    own = await addOrganisation({ world, name: "Own", first: 1 });
    foreign = await addOrganisation({ world, name: "Foreign", first: 4 });
    await publishKey({ world, account: own.writer });
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      now: () => Date.now() + later,
    });
    ask = askApp(running.service.app);
    salt = randomHash();
    customer = customerIdOf({ steward: own.address, salt });
    await running.service.indexer.indexNow();
    const writer = await as(own.writer);
    const items = [{ customer, keyEpoch: 1, salt }];
    await bodyOf(writer("/api/shares", json({ organisation: own.address, items })));
    const wrap = encodeBase64(makeWrap({ world, holder: own.address, customer }));
    await bodyOf(writer("/api/wraps", json({ organisation: own.address, items: [wrap] })));
    await append({ world, organisation: own, salt });
    await running.service.indexer.indexNow();
  });
  afterAll(async () => {
    await running?.stop();
    await proxy?.stop();
    await world?.stop();
  });
  beforeEach(() => {
    proxy.down = false;
  });

  const openings = async (member: Ask, organisation = own.address, id = customer) =>
    openingsResponseSchema.parse(
      await bodyOf(member("/api/openings", json({ organisation, items: [{ customer: id, keyEpoch: 1 }] }))),
    ).items[0];

  const protectedRequests = (organisation: string): [string, RequestInit][] => {
    const { bytes, digest } = makeEnvelope({ world, customer });
    const secret = makeSealedSecret({ world, sender: own.address, recipient: addressOf(own.writer) });
    const body = Uint8Array.from(bytes);
    return [
      [`/api/payloads/${digest}?organisation=${organisation}`, { method: "PUT", body }],
      ["/api/shares", json({ organisation, items: [{ customer, keyEpoch: 1 }] })],
      ["/api/shares", json({ organisation, items: [{ customer, keyEpoch: 1, salt }] })],
      ["/api/wraps", json({ organisation, items: [encodeBase64(makeWrap({ world, holder: own.address, customer }))] })],
      ["/api/openings", json({ organisation, items: [{ customer, keyEpoch: 1 }] })],
      [`/api/organisations/${organisation}/secrets/1`, {}],
      [
        `/api/organisations/${organisation}/secrets/1/${addressOf(own.writer)}`,
        { ...json({ secret: encodeBase64(secret) }), method: "PUT" },
      ],
      [`/api/organisations/${organisation}/admissions/1`, {}],
      [`/api/organisations/${organisation}/history/1`, {}],
      [
        `/api/organisations/${organisation}/history/1`,
        { ...json({ wrap: encodeBase64(makeHistoryWrap({ world, organisation: own.address })) }), method: "PUT" },
      ],
      [`/api/channels/${organisation}/${organisation}/1`, {}],
      [
        `/api/channels/${organisation}/${addressOf(own.writer)}/1`,
        { ...json({ secret: encodeBase64(secret) }), method: "PUT" },
      ],
      [
        `/api/possession/${addressOf(own.writer)}`,
        { ...json({ organisation, challenge: encodeBase64(secret) }), method: "PUT" },
      ],
      [`/api/possession/${organisation}`, {}],
      [
        `/api/possession/${organisation}/answers/${organisation}`,
        { ...json({ digest: customer, answer: encodeBase64(new Uint8Array(32)) }), method: "PUT" },
      ],
      [`/api/possession/${addressOf(own.writer)}/answers/${organisation}`, {}],
    ];
  };

  it("attack: without a session, or with an invented one, every protected route answers alike", async () => {
    const requests: [string, RequestInit][] = [
      ...protectedRequests(own.address),
      ["/api/identity", {}],
      ["/api/identity", { ...json({ identity: "AAAA" }), method: "PUT" }],
      ["/api/session", { method: "DELETE" }],
    ];
    for (const [path, init] of requests) {
      expect(await refusalOf(ask(path, init)), path).toBe("401 SignInRequired");
      for (const Authorization of [
        "Bearer x",
        `Bearer ${"A".repeat(43)}`,
        "Basic dTpw",
        "Bearer ' OR 1=1 --",
        "Bearer ",
      ]) {
        const headers = { ...(init.headers as Record<string, string>), Authorization };
        expect(await refusalOf(ask(path, { ...init, headers })), path).toBe("401 SignInRequired");
      }
    }
  });

  it("attack: on every route another organisation's things and things that do not exist answer alike", async () => {
    const outsiders = [await as(foreign.writer), await as(foreign.account), await as(stranger()), await as(council)];
    const nowhere = addressOf(stranger());
    for (const outsider of outsiders) {
      const atForeign = protectedRequests(own.address);
      const atNowhere = protectedRequests(nowhere);
      for (const [index, [path, init]] of atForeign.entries()) {
        const [missingPath, missingInit] = atNowhere[index] as [string, RequestInit];
        const [answer, missing] = [await outsider(path, init), await outsider(missingPath, missingInit)];
        expect(answer.status, path).toBe(403);
        expect(missing.status, path).toBe(403);
        expect(await answer.text()).toBe(await missing.text());
      }
    }
  });

  it("attack: naming one's own organisation gives nothing of another's customers", async () => {
    const outsider = await as(foreign.writer);
    const nothing = { customer, keyEpoch: 1, wraps: [], channelWraps: [], share: null };
    expect(await openings(outsider, foreign.address)).toEqual(nothing);
    const missing = randomHash();
    expect(await openings(outsider, foreign.address, missing)).toEqual({ ...nothing, customer: missing });
    for (const item of [
      { customer },
      { customer, salt },
      { customer: missing },
      { customer: missing, salt: randomHash() },
    ]) {
      const request = json({ organisation: foreign.address, items: [{ ...item, keyEpoch: 1 }] });
      expect(await refusalOf(outsider("/api/shares", request))).toBe("403 Forbidden");
    }
    for (const [holder, id] of [
      [foreign.address, customer],
      [foreign.address, missing],
      [own.address, customer],
    ] as const) {
      const wrap = encodeBase64(makeWrap({ world, holder, customer: id }));
      const request = json({ organisation: foreign.address, items: [wrap] });
      expect(await refusalOf(outsider("/api/wraps", request))).toBe("403 Forbidden");
    }
    expect(await openings(await as(own.reader))).toMatchObject({
      wraps: [expect.any(String)],
      share: expect.any(String),
    });
  });

  it("attack: a reader cannot write, and the organisation's own account is no reader", async () => {
    const reader = await as(own.reader);
    for (const [path, init] of protectedRequests(own.address)) {
      const reads = init.method === undefined && !path.includes("/admissions/");
      // Answers for the organisation are any member's to give: no right goes with them.
      if (reads || path === "/api/openings" || path.includes("/answers/")) continue;
      expect(await refusalOf(reader(path, init)), path).toBe("403 Forbidden");
    }
    const owner = await as(own.account);
    // It is a keeper: it may wrap anew what it cannot open.
    expect(await openings(owner)).toMatchObject({ wraps: [expect.any(String)], share: null });
  });

  it("attack: a session outlives a revoked role, the role's rights do not", async () => {
    const fresh = stranger();
    await grant({ world, organisation: own.account, role: "READER", to: fresh.address });
    const member = await as(fresh);
    expect((await openings(member))?.share).toEqual(expect.any(String));
    await revoke({ world, organisation: own.account, role: "READER", from: fresh.address });
    const request = json({ organisation: own.address, items: [{ customer, keyEpoch: 1 }] });
    expect(await refusalOf(member("/api/openings", request))).toBe("403 Forbidden");
    expect(await bodyOf(member("/api/session"))).not.toBeNull();
  });

  it("attack: a role that has ended counts for nothing, whatever the index still lists", async () => {
    const fresh = stranger();
    const { timestamp } = await world.publicClient.getBlock();
    const { organisationRole } = await import("#protocol/chain/roles.ts");
    const args = [organisationRole("READER", own.address), fresh.address, timestamp + 1_000n];
    await world.send({ from: own.account, functionName: "grantRoleUntil", args });
    const member = await as(fresh);
    expect((await openings(member))?.share).toEqual(expect.any(String));
    await world.testClient.increaseTime({ seconds: 2_000 });
    await world.testClient.mine({ blocks: 1 });
    const request = json({ organisation: own.address, items: [{ customer, keyEpoch: 1 }] });
    expect(await refusalOf(member("/api/openings", request))).toBe("403 Forbidden");
  });

  it("attack: a role revoked while its upload runs stores nothing", async () => {
    const fresh = stranger();
    await grant({ world, organisation: own.account, role: "WRITER", to: fresh.address });
    const member = await as(fresh);
    const { bytes, digest } = makeEnvelope({ world, customer });
    const begun = Promise.withResolvers<void>();
    const revoked = Promise.withResolvers<void>();
    // Without a buffer, the stream is pulled when the service reads the body: after it has read the role.
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          begun.resolve();
          await revoked.promise;
          controller.enqueue(Uint8Array.from(bytes));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const path = `/api/payloads/${digest}?organisation=${own.address}`;
    const uploading = member(path, { method: "PUT", body, duplex: "half" } as RequestInit);
    await begun.promise;
    await revoke({ world, organisation: own.account, role: "WRITER", from: fresh.address });
    later += 2_000;
    revoked.resolve();
    expect(await refusalOf(uploading)).toBe("403 Forbidden");
    expect(await refusalOf(ask(`/api/payloads/${digest}`))).toBe("404 PayloadNotFound");
  });

  it("behavior: a suspended organisation reads, and changes nothing", async () => {
    const suspended = await addOrganisation({ world, name: "Suspended", first: 7 });
    const saltHere = randomHash();
    const id = customerIdOf({ steward: suspended.address, salt: saltHere });
    const writer = await as(suspended.writer);
    const shares = json({ organisation: suspended.address, items: [{ customer: id, keyEpoch: 1, salt: saltHere }] });
    await bodyOf(writer("/api/shares", shares));
    await world.send({ from: council, functionName: "suspendOrganisation", args: [suspended.address] });
    expect(await refusalOf(writer("/api/shares", shares))).toBe("403 Forbidden");
    const { bytes, digest } = makeEnvelope({ world, customer: id });
    expect(await refusalOf(upload({ ask: writer, organisation: suspended.address, digest, bytes }))).toBe(
      "403 Forbidden",
    );
    expect((await openings(writer, suspended.address, id))?.share).toEqual(expect.any(String));
  });

  it("error: with the chain gone nobody is let in, and nobody is told that they may not", async () => {
    const writer = await as(own.writer);
    proxy.down = true;
    for (const [path, init] of protectedRequests(own.address)) {
      const answer = await writer(path, init);
      expect(answer.status, path).toBe(503);
      expect(await answer.json()).toMatchObject({ error: { code: "ChainUnavailable", retryable: true } });
    }
  });

  it("behavior: shares are made for the current key epoch only, and stay what they are", async () => {
    const writer = await as(own.writer);
    const id = randomHash();
    const own2 = customerIdOf({ steward: own.address, salt: id });
    const request = (keyEpoch: number) =>
      writer("/api/shares", json({ organisation: own.address, items: [{ customer: own2, keyEpoch, salt: id }] }));
    expect(await refusalOf(request(2))).toBe("409 StaleKeyEpoch");
    const first = await bodyOf(request(1));
    expect(await bodyOf(request(1))).toEqual(first);
    const keeper = own.account;
    await publishKey({ world, account: keeper });
    expect(await bodyOf(request(1))).toEqual(first);
    expect(await bodyOf(request(2))).not.toEqual(first);
    // The organisation's other tests go on under epoch 1 for shares that exist already.
  });

  it("behavior: an idempotency key stands for one request", async () => {
    const writer = await as(own.writer);
    const key = { "Idempotency-Key": "a-key-of-some-length" };
    const body = { organisation: own.address, items: [{ customer, keyEpoch: 1 }] };
    const first = await bodyOf(writer("/api/shares", json(body, key)));
    expect(await bodyOf(writer("/api/shares", json(body, key)))).toEqual(first);
    const other = { ...body, items: [...body.items, ...body.items] };
    expect(await refusalOf(writer("/api/shares", json(other, key)))).toBe("422 IdempotencyKeyReused");
    expect(await refusalOf(writer("/api/shares", json(body, { "Idempotency-Key": "short" })))).toBe(
      "400 InvalidArgument",
    );
  });

  it("attack: a customer that is not on chain yet is its creator's alone", async () => {
    const pendingSalt = randomHash();
    const pending = customerIdOf({ steward: own.address, salt: pendingSalt });
    const writer = await as(own.writer);
    await running.service.indexer.indexNow();
    const { epoch: keyEpoch } = await bodyOf(ask(`/api/keys/${own.address}`)).then((key) => key as { epoch: number });
    const create = { organisation: own.address, items: [{ customer: pending, keyEpoch, salt: pendingSalt }] };
    await bodyOf(writer("/api/shares", json(create)));
    const request = (organisation: string) => json({ organisation, items: [{ customer: pending, keyEpoch }] });
    const opened = openingsResponseSchema.parse(await bodyOf(writer("/api/openings", request(own.address))));
    expect(opened.items[0]?.share).toEqual(expect.any(String));
    const outsider = await as(foreign.writer);
    const nothing = openingsResponseSchema.parse(await bodyOf(outsider("/api/openings", request(foreign.address))));
    expect(nothing.items[0]).toMatchObject({ wraps: [], share: null });
    expect(await refusalOf(outsider("/api/shares", request(foreign.address)))).toBe("403 Forbidden");
    const wrap = encodeBase64(makeWrap({ world, holder: foreign.address, customer: pending, keyEpoch }));
    const store = json({ organisation: foreign.address, items: [wrap] });
    expect(await refusalOf(outsider("/api/wraps", store))).toBe("403 Forbidden");
  });

  it("attack: nobody stores a wrap in another holder's name", async () => {
    const writer = await as(own.writer);
    const wrap = encodeBase64(makeWrap({ world, holder: foreign.address, customer }));
    const request = json({ organisation: own.address, items: [wrap] });
    expect(await refusalOf(writer("/api/wraps", request))).toBe("403 Forbidden");
  });

  describe("sealed identities", () => {
    const put = (member: Ask, sealed: Uint8Array, headers: Record<string, string>) =>
      member("/api/identity", { ...json({ identity: encodeBase64(sealed) }, headers), method: "PUT" });

    it("default: each account has its own, and replaces it only knowingly", async () => {
      const [one, other] = [stranger(), stranger()];
      const [member, neighbour] = [await as(one), await as(other)];
      const [first, second] = [
        makeIdentity({ world, account: addressOf(one) }),
        makeIdentity({ world, account: addressOf(one) }),
      ];
      expect(await bodyOf(member("/api/identity"))).toBeNull();
      expect(await refusalOf(put(member, first, {}))).toBe("428 PreconditionRequired");
      const stored = await put(member, first, { "If-None-Match": "*" });
      expect(stored.status).toBe(201);
      const etag = stored.headers.get("etag") ?? "";
      expect(await refusalOf(put(member, second, { "If-None-Match": "*" }))).toBe("412 PreconditionFailed");
      expect(await refusalOf(put(member, second, { "If-Match": '"other"' }))).toBe("412 PreconditionFailed");
      for (const header of [`W/${etag}`, `${etag}, "x"`, "*", etag.slice(1), ""]) {
        const answer = await refusalOf(put(member, second, { "If-Match": header }));
        expect(["400 InvalidArgument", "428 PreconditionRequired"]).toContain(answer);
      }
      const fetched = await member("/api/identity");
      expect(fetched.headers.get("etag")).toBe(etag);
      expect(await fetched.json()).toEqual({ identity: encodeBase64(first) });
      expect((await put(member, second, { "If-Match": etag })).status).toBe(200);
      expect(await refusalOf(put(member, first, { "If-Match": etag }))).toBe("412 PreconditionFailed");
      expect(await bodyOf(member("/api/identity"))).toEqual({ identity: encodeBase64(second) });
      expect(await bodyOf(neighbour("/api/identity"))).toBeNull();
    });

    it("attack: nobody stores another account's, another registry's, or what is none", async () => {
      const account = addressOf(stranger());
      const member = await as(own.writer);
      const fresh = { "If-None-Match": "*" };
      expect(await refusalOf(put(member, makeIdentity({ world, account }), fresh))).toBe("403 Forbidden");
      const mine = makeIdentity({ world, account: addressOf(own.writer) });
      const elsewhere = makeIdentity({ world: { ...world, registry: own.address }, account: addressOf(own.writer) });
      expect(await refusalOf(put(member, elsewhere, fresh))).toBe("400 ContextMismatch");
      expect(await refusalOf(put(member, mine.slice(0, -1), fresh))).toBe("400 InvalidFormat");
      expect(await refusalOf(put(member, mine.with(4, 9), fresh))).toBe("400 UnknownVersion");
      expect(await bodyOf(member("/api/identity"))).toBeNull();
    });
  });

  it("behavior: the first wrap of a place stays", async () => {
    const writer = await as(own.writer);
    const forged = encodeBase64(makeWrap({ world, holder: own.address, customer }));
    const request = json({ organisation: own.address, items: [forged] });
    expect(await refusalOf(writer("/api/wraps", request))).toBe("409 WrapConflict");
    const foreignRegistry = makeWrap({ world, holder: own.address, customer, registry: own.address });
    const elsewhere = json({ organisation: own.address, items: [encodeBase64(foreignRegistry)] });
    expect(await refusalOf(writer("/api/wraps", elsewhere))).toBe("400 ContextMismatch");
  });

  describe("organisation secrets", () => {
    const put = (
      keeper: Ask,
      secret: Uint8Array,
      { organisation = own.address, epoch = 1, member = addressOf(own.writer) } = {},
    ) =>
      keeper(`/api/organisations/${organisation}/secrets/${epoch}/${member}`, {
        ...json({ secret: encodeBase64(secret) }),
        method: "PUT",
      });

    it("default: a keeper seals, the member fetches, others get nothing of it", async () => {
      const keeper = await as(own.account);
      const secret = makeSealedSecret({ world, sender: own.address, recipient: addressOf(own.writer) });
      expect((await put(keeper, secret)).status).toBe(201);
      expect((await put(keeper, secret)).status).toBe(200);
      const fetch = async (member: Ask) =>
        secretsResponseSchema.parse(await bodyOf(member(`/api/organisations/${own.address}/secrets/1`))).items;
      expect(await fetch(await as(own.writer))).toEqual([encodeBase64(secret)]);
      expect(await fetch(await as(own.reader))).toEqual([]);
      await running.service.indexer.indexNow();
      const { items } = admissionsResponseSchema.parse(
        await bodyOf(keeper(`/api/organisations/${own.address}/admissions/1`)),
      );
      expect(items).toContainEqual({ account: addressOf(own.writer), keyEpoch: 1, sealed: true });
      expect(items).toContainEqual({ account: addressOf(own.reader), keyEpoch: 0, sealed: false });
    });

    it("attack: a keeper cannot put a secret in another's name, place, epoch or organisation", async () => {
      const keeper = await as(own.account);
      const to = addressOf(own.writer);
      const sealed = (fields: object) => makeSealedSecret({ world, sender: own.address, recipient: to, ...fields });
      expect(await refusalOf(put(keeper, sealed({ sender: foreign.address })))).toBe("403 Forbidden");
      expect(await refusalOf(put(keeper, sealed({ recipient: addressOf(own.reader) })))).toBe("403 Forbidden");
      expect(await refusalOf(put(keeper, sealed({ senderEpoch: 2 })))).toBe("400 InvalidArgument");
      expect(await refusalOf(put(keeper, sealed({ recipientEpoch: 2 })))).toBe("409 StaleKeyEpoch");
      expect(await refusalOf(put(keeper, sealed({ senderEpoch: 9 }), { epoch: 9 }))).toBe("409 StaleKeyEpoch");
      const nobody = addressOf(stranger());
      expect(await refusalOf(put(keeper, sealed({ recipient: nobody }), { member: nobody }))).toBe("403 Forbidden");
    });

    it("attack: nobody can overwrite or hide a member's copy", async () => {
      const keeper = await as(own.account);
      const member = await as(own.writer);
      const path = `/api/organisations/${own.address}/secrets/1`;
      const [first] = secretsResponseSchema.parse(await bodyOf(member(path))).items;
      let refusal = "";
      for (let count = 0; count < 20 && refusal === ""; count++) {
        const garbage = makeSealedSecret({ world, sender: own.address, recipient: addressOf(own.writer) });
        const answer = await put(keeper, garbage);
        if (!answer.ok) refusal = await refusalOf(answer);
      }
      expect(refusal).toBe("409 SecretLimitReached");
      expect(secretsResponseSchema.parse(await bodyOf(member(path))).items).toContain(first);
    });
  });
});
