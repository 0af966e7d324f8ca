import type { Address, Hex, LocalAccount } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AccessResponse, accessResponseSchema } from "#protocol/api/access.ts";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { customersResponseSchema } from "#protocol/api/customers.ts";
import { grantsResponseSchema } from "#protocol/api/grants.ts";
import { openingsResponseSchema } from "#protocol/api/openings.ts";
import { subjectCustomersResponseSchema } from "#protocol/api/subjects.ts";
import { customerIdOf, type Entry, hashEntry, nextEntry, predecessorOf } from "#protocol/chain/entry.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { developmentAccount } from "#test/helpers/chain.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askApp, bodyOf, json, refusalOf, signIn } from "../api-caller.ts";
import { type RpcProxy, startRpcProxy } from "../rpc-proxy.ts";
import {
  addOrganisation,
  addressOf,
  append,
  fundedStranger,
  grant,
  makeEnvelope,
  makeSubject,
  makeWrap,
  publishKey,
  randomHash,
  revoke,
  share,
  startWorld,
  stranger,
  type TestOrganisation,
  unshare,
  type World,
} from "../world.ts";

const FAR = 4_000_000_000n;

describe("sharing", () => {
  let world: World;
  let proxy: RpcProxy;
  let running: TestService;
  let ask: Ask;
  let steward: TestOrganisation;
  let other: TestOrganisation;
  let third: TestOrganisation;
  let writer: Ask;
  let later = 0;

  const as = (account: LocalAccount) => signIn({ ask, account });
  const index = () => running.service.indexer.indexNow();

  beforeAll(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    steward = await addOrganisation({ world, name: "Steward", first: 1 });
    other = await addOrganisation({ world, name: "Other", first: 4 });
    third = await addOrganisation({ world, name: "Third", first: 7 });
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      now: () => Date.now() + later,
      environment: { KONTOR_SESSION_TTL: "1000000", KONTOR_SESSION_IDLE: "1000000" },
    });
    ask = askApp(running.service.app);
    await index();
    writer = await as(steward.writer);
  });
  afterAll(async () => {
    await running?.stop();
    await proxy?.stop();
    await world?.stop();
  });
  beforeEach(() => {
    proxy.down = false;
  });

  /** A time, in seconds, that neither the chain nor the service has reached. */
  async function secondsAhead(seconds: number): Promise<bigint> {
    const { timestamp } = await world.publicClient.getBlock();
    return BigInt(Math.max(Number(timestamp), Math.ceil((Date.now() + later) / 1000)) + seconds);
  }

  /** A customer on chain and in the index, with its share and its wrap for the steward. */
  async function addCustomer(by = steward): Promise<Entry & { customer: Hex }> {
    const salt = randomHash();
    const customer = customerIdOf({ steward: by.address, salt });
    const member = await as(by.writer);
    const items = [{ customer, keyEpoch: 1, salt }];
    await bodyOf(member("/api/shares", json({ organisation: by.address, items })));
    expect((await putWraps(member, by.address, [makeWrap({ world, holder: by.address, customer })])).status).toBe(200);
    const entry = await append({ world, organisation: by, salt });
    await index();
    return { ...entry, customer };
  }

  const putWraps = (member: Ask, organisation: Address, wraps: readonly Uint8Array[]) =>
    member("/api/wraps", json({ organisation, items: wraps.map(encodeBase64) }));

  const channelWrap = (holder: Address, customer: Hex, fields: object = {}) =>
    makeWrap({ world, holder, customer, wrapper: "channel", ...fields });

  async function openings(member: Ask, holder: Address, customer: Hex, keyEpoch = 1) {
    const items = [{ customer, keyEpoch }];
    const answer = openingsResponseSchema.parse(
      await bodyOf(member("/api/openings", json({ organisation: holder, items }))),
    ).items[0];
    if (answer === undefined) throw new Error("no answer");
    return { own: answer.wraps, channel: answer.channelWraps.map(({ wrap }) => wrap), share: answer.share };
  }
  const NOTHING = { own: [], channel: [], share: null };

  const accessOf = async (customer: Hex): Promise<AccessResponse> => {
    const access = accessResponseSchema.parse(await bodyOf(ask(`/api/customers/${customer}/access`)));
    if (access === null) throw new Error("the index holds no such customer");
    return access;
  };

  describe("with an organisation", () => {
    it("default: a grantee's readers get its wraps and the share, and lose both with the grant", async () => {
      const { customer } = await addCustomer();
      const wrap = channelWrap(other.address, customer);
      const reader = await as(other.reader);
      expect(await openings(reader, other.address, customer)).toEqual(NOTHING);
      expect(await refusalOf(putWraps(writer, steward.address, [wrap]))).toBe("403 Forbidden");

      await share({ world, steward, customers: [customer], grantee: other.address });
      expect((await putWraps(writer, steward.address, [wrap])).status).toBe(200);
      await index();
      const given = await openings(reader, other.address, customer);
      expect(given).toEqual({ own: [], channel: [encodeBase64(wrap)], share: expect.any(String) });
      expect(given.share).toBe((await openings(await as(steward.reader), steward.address, customer)).share);

      await unshare({ world, steward, customers: [customer], grantee: other.address });
      expect(await openings(reader, other.address, customer)).toEqual(NOTHING);
      const newer = channelWrap(other.address, customer, { keyEpoch: 2 });
      expect(await refusalOf(putWraps(writer, steward.address, [newer]))).toBe("403 Forbidden");
    });

    it("attack: a revocation counts before the index has seen it", async () => {
      const { customer } = await addCustomer();
      await share({ world, steward, customers: [customer], grantee: other.address });
      await index();
      const reader = await as(other.reader);
      expect((await openings(reader, other.address, customer)).share).not.toBeNull();
      await running.service.indexer.stop();
      await unshare({ world, steward, customers: [customer], grantee: other.address });
      expect(await openings(reader, other.address, customer)).toEqual(NOTHING);
      running.service.indexer.start();
      await index();
    });

    it("attack: a grantee of one kind gets no other kind's wraps, also not those of an earlier wider grant", async () => {
      const { customer } = await addCustomer();
      const scoped = (scope: number) => channelWrap(other.address, customer, { scope });
      const all = scoped(0);
      const notes = scoped(KINDS.note);
      const grantee = other.address;
      await share({ world, steward, customers: [customer], grantee });
      await bodyOf(putWraps(writer, steward.address, [all]));
      await unshare({ world, steward, customers: [customer], grantee });
      await share({ world, steward, customers: [customer], grantee, scope: KINDS.note });
      for (const wide of [0, KINDS.profile]) {
        const fresh = channelWrap(other.address, customer, { scope: wide, wrapperEpoch: 1, keyEpoch: 2 });
        expect(await refusalOf(putWraps(writer, steward.address, [fresh]))).toBe("403 Forbidden");
      }
      await bodyOf(putWraps(writer, steward.address, [notes]));
      await index();
      const reader = await as(other.reader);
      expect(await openings(reader, other.address, customer)).toEqual({
        own: [],
        channel: [encodeBase64(notes)],
        share: expect.any(String),
      });
      // One refused wrap takes all that came along with it.
      const along = channelWrap(other.address, customer, { scope: KINDS.note, keyEpoch: 3 });
      const refused = channelWrap(other.address, customer, { keyEpoch: 3 });
      expect(await refusalOf(putWraps(writer, steward.address, [along, refused]))).toBe("403 Forbidden");
      expect((await openings(reader, other.address, customer, 3)).channel).toEqual([]);
    });

    it("attack: after its end a grant gives nothing, whether the chain's time or the service's has reached it", async () => {
      const { customer } = await addCustomer();
      const wrap = channelWrap(third.address, customer);
      const reader = await as(third.reader);
      const until = await secondsAhead(3_600);
      await share({ world, steward, customers: [customer], grantee: third.address, until });
      await bodyOf(putWraps(writer, steward.address, [wrap]));
      await index();
      expect((await openings(reader, third.address, customer)).share).not.toBeNull();
      // No block since: the chain's hasGrant would still say yes.
      later += 3_700_000;
      await index();
      expect(await openings(reader, third.address, customer)).toEqual(NOTHING);
      expect(await refusalOf(putWraps(writer, steward.address, [channelWrap(third.address, customer)]))).toBe(
        "403 Forbidden",
      );
      const fresh = await addCustomer();
      const soon = await secondsAhead(20_000);
      await share({ world, steward, customers: [fresh.customer], grantee: third.address, until: soon });
      await index();
      expect((await openings(reader, third.address, fresh.customer)).share).not.toBeNull();
      await world.testClient.increaseTime({ seconds: 30_000 });
      await world.testClient.mine({ blocks: 1 });
      expect(await openings(reader, third.address, fresh.customer)).toEqual(NOTHING);
    });

    it("default: a grant of all customers covers those to come, and is the steward's alone to give", async () => {
      const grantee = third.address;
      await share({ world, steward, customers: [ALL_CUSTOMERS], grantee });
      const { customer } = await addCustomer();
      const foreign = await addCustomer(other);
      const reader = await as(third.reader);
      expect((await openings(reader, grantee, customer)).share).not.toBeNull();
      expect(await openings(reader, grantee, foreign.customer)).toEqual(NOTHING);
      // A grant that one steward gives for another's customer counts for nothing.
      await share({ world, steward, customers: [foreign.customer], grantee });
      await index();
      expect(await openings(reader, grantee, foreign.customer)).toEqual(NOTHING);
      const wrap = channelWrap(grantee, foreign.customer);
      expect(await refusalOf(putWraps(writer, steward.address, [wrap]))).toBe("403 Forbidden");
      await unshare({ world, steward, customers: [ALL_CUSTOMERS, foreign.customer], grantee });
      expect(await openings(reader, grantee, customer)).toEqual(NOTHING);
    });

    it("attack: a removed member of the grantee, or of the steward, gets nothing in the session it has", async () => {
      const { customer } = await addCustomer();
      await share({ world, steward, customers: [customer], grantee: other.address });
      await index();
      const [theirs, ours] = [stranger(), stranger()];
      await grant({ world, organisation: other.account, role: "READER", to: theirs.address });
      await grant({ world, organisation: steward.account, role: "WRITER", to: ours.address });
      const [grantee, member] = [await as(theirs), await as(ours)];
      expect((await openings(grantee, other.address, customer)).share).not.toBeNull();
      expect((await openings(member, steward.address, customer)).share).not.toBeNull();
      await revoke({ world, organisation: other.account, role: "READER", from: theirs.address });
      await revoke({ world, organisation: steward.account, role: "WRITER", from: ours.address });
      for (const [removed, holder] of [
        [grantee, other.address],
        [member, steward.address],
        [member, other.address],
      ] as const) {
        const request = json({ organisation: holder, items: [{ customer, keyEpoch: 1 }] });
        expect(await refusalOf(removed("/api/openings", request))).toBe("403 Forbidden");
      }
      const wrap = channelWrap(other.address, customer);
      expect(await refusalOf(putWraps(member, steward.address, [wrap]))).toBe("403 Forbidden");
      expect(await openings(member, addressOf(ours), customer)).toEqual(NOTHING);
    });

    it("behavior: a transfer voids the former steward's grants, and leaves what its channels open to those who keep access", async () => {
      const entry = await addCustomer();
      const { customer } = entry;
      for (const grantee of [other.address, third.address]) {
        await share({ world, steward, customers: [customer], grantee });
        await bodyOf(putWraps(writer, steward.address, [channelWrap(grantee, customer)]));
      }
      const content = { kind: KINDS.transfer, keyEpoch: 1, commitment: randomHash(), payloadDigest: randomHash() };
      const predecessor = predecessorOf(entry);
      await world.send({ from: steward.account, functionName: "offerTransfer", args: [predecessor, other.address] });
      await world.send({
        from: other.writer,
        functionName: "acceptTransfer",
        args: [predecessor, content, other.address],
      });
      const transfer = nextEntry({ predecessor, content, author: addressOf(other.writer), steward: other.address });
      await index();
      expect((await accessOf(customer)).steward).toBe(other.address);
      expect((await accessOf(customer)).grants.every(({ live }) => !live)).toBe(true);
      expect(await openings(await as(third.reader), third.address, customer)).toEqual(NOTHING);
      expect(await openings(await as(steward.reader), steward.address, customer)).toEqual(NOTHING);
      // The new steward wraps for itself beside what it got through the channel: the places are not the same.
      const newSteward = await as(other.writer);
      const own = makeWrap({ world, holder: other.address, customer });
      await bodyOf(putWraps(newSteward, other.address, [own]));
      const given = await openings(await as(other.reader), other.address, customer);
      expect(given).toMatchObject({ own: [encodeBase64(own)], channel: [expect.any(String)] });
      expect(given.share).not.toBeNull();
      expect(transfer.header.sequence).toBe(2n);
    });

    it("behavior: a keeper wraps anew what it cannot open, and makes the share that it is not shown", async () => {
      const { customer } = await addCustomer();
      const keeper = await as(steward.account);
      expect(await openings(keeper, steward.address, customer)).toEqual({
        own: [expect.any(String)],
        channel: [],
        share: null,
      });
      const later2 = makeWrap({ world, holder: steward.address, customer, wrapperEpoch: 2 });
      expect((await putWraps(keeper, steward.address, [later2])).status).toBe(200);
      const shares = json({ organisation: steward.address, items: [{ customer, keyEpoch: 1 }] });
      expect(await refusalOf(keeper("/api/shares", shares))).toBe("403 Forbidden");

      // A new epoch, in which nothing is written yet.
      for (const index of [10, 11, 12]) {
        await world.testClient.setBalance({ address: developmentAccount(index).address, value: 10n ** 20n });
      }
      const fourth = await addOrganisation({ world, name: "Fourth", first: 10 });
      const written = await addCustomer(fourth);
      await publishKey({ world, account: fourth.account });
      const head = await as(fourth.account);
      const next = makeWrap({
        world,
        holder: fourth.address,
        customer: written.customer,
        keyEpoch: 2,
        wrapperEpoch: 2,
      });
      expect((await putWraps(head, fourth.address, [next])).status).toBe(200);
      expect((await openings(await as(fourth.reader), fourth.address, written.customer, 2)).share).not.toBeNull();
    });

    it("error: where entries exist, neither a second share nor a second secret is made", async () => {
      const salt = randomHash();
      const bare = customerIdOf({ steward: steward.address, salt });
      await append({ world, organisation: steward, salt });
      await index();
      const shares = json({ organisation: steward.address, items: [{ customer: bare, keyEpoch: 1 }] });
      expect(await refusalOf(writer("/api/shares", shares))).toBe("409 ShareMissing");
      const wrap = makeWrap({ world, holder: steward.address, customer: bare });
      expect(await refusalOf(putWraps(writer, steward.address, [wrap]))).toBe("409 SecretMissing");
      expect(await openings(await as(steward.reader), steward.address, bare)).toEqual({
        own: [],
        channel: [],
        share: null,
      });
    });

    it("attack: wraps of the wrong holder, wrapper or channel epoch are refused", async () => {
      const { customer } = await addCustomer();
      await share({ world, steward, customers: [customer], grantee: other.address });
      for (const [wrap, refusal] of [
        [makeWrap({ world, holder: other.address, customer }), "403 Forbidden"],
        [channelWrap(steward.address, customer), "403 Forbidden"],
        [channelWrap(third.address, customer), "403 Forbidden"],
        [channelWrap(other.address, randomHash()), "403 Forbidden"],
        [channelWrap(other.address, customer, { wrapperEpoch: 2 }), "409 StaleKeyEpoch"],
        [channelWrap(other.address, customer, { registry: other.address }), "400 ContextMismatch"],
      ] as const) {
        expect(await refusalOf(putWraps(writer, steward.address, [wrap]))).toBe(refusal);
      }
      const outsider = await as(other.writer);
      const wrap = channelWrap(other.address, customer);
      expect(await refusalOf(putWraps(outsider, other.address, [wrap]))).toBe("403 Forbidden");
      expect(await refusalOf(putWraps(outsider, steward.address, [wrap]))).toBe("403 Forbidden");
      expect(await refusalOf(putWraps(await as(steward.reader), steward.address, [wrap]))).toBe("403 Forbidden");
    });

    it("behavior: 500 customers, of which some are shared, are asked about in a few requests to the chain", async () => {
      const { customer } = await addCustomer();
      await share({
        world,
        steward,
        customers: [customer, ...Array.from({ length: 200 }, () => randomHash())],
        grantee: other.address,
      });
      await index();
      const reader = await as(other.reader);
      const items = [customer, ...Array.from({ length: 499 }, () => randomHash())].map((id) => ({
        customer: id,
        keyEpoch: 1,
      }));
      proxy.calls.length = 0;
      const answer = openingsResponseSchema.parse(
        await bodyOf(reader("/api/openings", json({ organisation: other.address, items }))),
      );
      expect(answer.items.filter((item) => item.share !== null)).toHaveLength(1);
      expect(proxy.calls.filter(({ method }) => method === "eth_call").length).toBeLessThan(15);
    });

    it("error: without the chain, or with an index that is behind, nobody is given anything", async () => {
      const { customer } = await addCustomer();
      await share({ world, steward, customers: [customer], grantee: other.address });
      await index();
      const reader = await as(other.reader);
      proxy.down = true;
      const request = () => json({ organisation: other.address, items: [{ customer, keyEpoch: 1 }] });
      expect(await refusalOf(reader("/api/openings", request()))).toBe("503 ChainUnavailable");
      proxy.distort = ({ method, params }, result) =>
        method === "eth_getBlockByNumber" && params[0] === "latest" ? null : result;
      proxy.down = false;
      await expect(index()).rejects.toMatchObject({ code: "ChainUnavailable" });
      later += 61_000;
      expect(await refusalOf(reader("/api/openings", request()))).toBe("503 IndexNotReady");
      proxy.distort = (_call, result) => result;
      await index();
      expect((await openings(reader, other.address, customer)).share).not.toBeNull();
    });
  });

  describe("with the subject", () => {
    it("default: the accepted subject reads its own customer, and writes consent about itself", async () => {
      const entry = await addCustomer();
      const { customer } = entry;
      const account = await fundedStranger(world);
      const subject = await as(account);
      const wallet = addressOf(account);
      const wrap = channelWrap(wallet, customer);
      expect(await refusalOf(putWraps(writer, steward.address, [wrap]))).toBe("403 Forbidden");
      await makeSubject({ world, steward, latest: entry, account, accepts: false });
      expect((await putWraps(writer, steward.address, [wrap])).status).toBe(200);
      await index();
      expect(await openings(subject, wallet, customer)).toEqual(NOTHING);
      expect(await accessOf(customer)).toMatchObject({ subject: null, namedSubject: wallet });

      await world.send({ from: account, functionName: "acceptSubject", args: [customer] });
      await index();
      expect(await openings(subject, wallet, customer)).toEqual({
        own: [],
        channel: [encodeBase64(wrap)],
        share: expect.any(String),
      });
      const put = ({ kind = KINDS.consent as number, id = customer } = {}) => {
        const { bytes, digest } = makeEnvelope({ world, customer: id, kind });
        return subject(`/api/payloads/${digest}?organisation=${wallet}`, {
          method: "PUT",
          body: Uint8Array.from(bytes),
        });
      };
      expect((await put()).status).toBe(201);
      const foreign = await addCustomer();
      expect(await refusalOf(put({ kind: KINDS.note }))).toBe("403 Forbidden");
      expect(await refusalOf(put({ id: foreign.customer }))).toBe("403 Forbidden");
      expect(await refusalOf(put({ id: randomHash() }))).toBe("403 Forbidden");

      await world.send({ from: account, functionName: "countersign", args: [customer, hashEntry(entry)] });
      await world.send({ from: account, functionName: "countersign", args: [customer, hashEntry(entry)] });
      await world.send({ from: account, functionName: "countersign", args: [customer, randomHash()] });
      await world.send({ from: account, functionName: "requestErasure", args: [customer] });
      await index();
      const access = await accessOf(customer);
      expect(access).toMatchObject({ subject: wallet, namedSubject: null, erased: false });
      expect(access.subjectChanges.map(({ change, subject: who }) => [change, who])).toEqual([
        ["named", wallet],
        ["accepted", wallet],
      ]);
      expect(access.countersignatures).toEqual([
        { sequence: 1, head: hashEntry(entry), subject: wallet, at: expect.anything() },
      ]);
      expect(access.erasureRequests).toHaveLength(1);
      const mine = subjectCustomersResponseSchema.parse(await bodyOf(ask(`/api/subjects/${wallet}/customers`)));
      expect(mine).toMatchObject({ items: [{ customer, state: "accepted", steward: steward.address }], next: null });

      await world.send({ from: account, functionName: "leaveSubject", args: [customer] });
      expect(await openings(subject, wallet, customer)).toEqual(NOTHING);
      expect(await refusalOf(put())).toBe("403 Forbidden");
      await index();
      expect(await accessOf(customer)).toMatchObject({ subject: null, namedSubject: null });
      expect(await bodyOf(ask(`/api/subjects/${wallet}/customers`))).toEqual({ items: [], next: null });
    });

    it("attack: a subject sees only its own, and another's wallet is nobody's organisation", async () => {
      const [one, two] = [await addCustomer(), await addCustomer()];
      const [first, second] = [await fundedStranger(world), await fundedStranger(world)];
      for (const [entry, account] of [
        [one, first],
        [two, second],
      ] as const) {
        await makeSubject({ world, steward, latest: entry, account });
        await bodyOf(putWraps(writer, steward.address, [channelWrap(addressOf(account), entry.customer)]));
      }
      await index();
      const asFirst = await as(first);
      expect((await openings(asFirst, addressOf(first), one.customer)).share).not.toBeNull();
      expect(await openings(asFirst, addressOf(first), two.customer)).toEqual(NOTHING);
      for (const holder of [addressOf(second), steward.address, other.address]) {
        const request = json({ organisation: holder, items: [{ customer: two.customer, keyEpoch: 1 }] });
        expect(await refusalOf(asFirst("/api/openings", request))).toBe("403 Forbidden");
      }
      const shares = json({ organisation: addressOf(first), items: [{ customer: one.customer, keyEpoch: 1 }] });
      expect(await refusalOf(asFirst("/api/shares", shares))).toBe("403 Forbidden");
      // Renamed away: the new one has not accepted, the old one is out at once.
      await makeSubject({ world, steward, latest: one, account: second, accepts: false });
      expect(await openings(asFirst, addressOf(first), one.customer)).toEqual(NOTHING);
      expect(await openings(await as(second), addressOf(second), one.customer)).toEqual(NOTHING);
      // Withdrawn: nobody may wrap for it any more.
      const zero = `0x${"00".repeat(20)}`;
      await world.send({ from: steward.writer, functionName: "nameSubject", args: [predecessorOf(one), zero] });
      const wrap = channelWrap(addressOf(second), one.customer, { keyEpoch: 1 });
      expect(await refusalOf(putWraps(writer, steward.address, [wrap]))).toBe("403 Forbidden");
    });

    it("default: a wallet that holds a grant reads what it covers, without any role", async () => {
      const { customer } = await addCustomer();
      const account = stranger();
      const wallet = addressOf(account);
      await share({ world, steward, customers: [customer], grantee: wallet, scope: KINDS.document });
      const wrap = channelWrap(wallet, customer, { scope: KINDS.document });
      await bodyOf(putWraps(writer, steward.address, [wrap]));
      await index();
      const holder = await as(account);
      expect(await openings(holder, wallet, customer)).toMatchObject({ channel: [encodeBase64(wrap)] });
      const { bytes, digest } = makeEnvelope({ world, customer, kind: KINDS.consent });
      const upload = holder(`/api/payloads/${digest}?organisation=${wallet}`, {
        method: "PUT",
        body: Uint8Array.from(bytes),
      });
      expect(await refusalOf(upload)).toBe("403 Forbidden");
    });
  });

  describe("what the index says of it", () => {
    const grantsOf = async (query: string) => grantsResponseSchema.parse(await bodyOf(ask(`/api/grants?${query}`)));
    const sharedWith = async (query: string) =>
      customersResponseSchema.parse(await bodyOf(ask(`/api/customers?${query}`)));

    it("default: lists grants and shared customers in pages, without those that are over", async () => {
      const grantee = addressOf(stranger());
      const customers: Hex[] = [];
      for (let count = 0; count < 4; count++) customers.push((await addCustomer()).customer);
      const [a, b, c, d] = customers.sort() as [Hex, Hex, Hex, Hex];
      await share({ world, steward, customers: [a, b, c], grantee, scope: KINDS.note });
      await share({ world, steward, customers: [b], grantee, until: FAR });
      await share({ world, steward, customers: [b], grantee, until: FAR + 1n });
      await unshare({ world, steward, customers: [c], grantee, scope: KINDS.note });
      const soon = await secondsAhead(600);
      await share({ world, steward, customers: [d], grantee, until: soon });
      await index();

      const first = await grantsOf(`grantee=${grantee}&limit=2`);
      const second = await grantsOf(`grantee=${grantee}&limit=2&after=${first.next}`);
      const found = [...first.items, ...second.items].map(({ customer, scope, until }) => [customer, scope, until]);
      expect(found).toEqual([
        [a, KINDS.note, null],
        [b, KINDS.note, null],
        [b, 0, Number(FAR) + 1],
        [d, 0, Number(soon)],
      ]);
      expect(second.next).toBeNull();
      expect((await grantsOf(`steward=${steward.address}&grantee=${grantee}&customer=${a}`)).items).toHaveLength(1);
      expect((await grantsOf(`steward=${other.address}&grantee=${grantee}`)).items).toEqual([]);
      expect(await refusalOf(ask("/api/grants"))).toBe("400 InvalidArgument");

      const page = await sharedWith(`grantee=${grantee}&limit=2`);
      expect(page.items.map(({ customer, scopes }) => [customer, scopes])).toEqual([
        [a, [KINDS.note]],
        [b, [0, KINDS.note]],
      ]);
      expect(page.next).toBe(b);
      expect((await sharedWith(`grantee=${grantee}&after=${b}`)).items.map(({ customer }) => customer)).toEqual([d]);
      later = 1000 * Number(soon) - Date.now();
      expect((await sharedWith(`grantee=${grantee}&after=${b}`)).items).toEqual([]);

      await share({ world, steward, customers: [ALL_CUSTOMERS], grantee, scope: KINDS.consent });
      await index();
      const whole = await sharedWith(`grantee=${grantee}&limit=500`);
      const all = await sharedWith(`steward=${steward.address}&limit=500`);
      expect(whole.items.map(({ customer }) => customer)).toEqual(all.items.map(({ customer }) => customer));
      expect(whole.items.find(({ customer }) => customer === a)?.scopes).toEqual([KINDS.consent, KINDS.note]);
      expect((await sharedWith(`grantee=${grantee}&steward=${other.address}`)).items).toEqual([]);
    });

    it("behavior: the history of a customer's access names every grant with its beginning and its end", async () => {
      const { customer } = await addCustomer();
      const grantee = await fundedStranger(world);
      const who = addressOf(grantee);
      await share({ world, steward, customers: [customer], grantee: who, until: FAR });
      await share({ world, steward, customers: [customer], grantee: who });
      await unshare({ world, steward, customers: [customer], grantee: who });
      await share({ world, steward, customers: [customer], grantee: who });
      // Dropped by its holder: the role's event is the only one.
      const { grantRole } = await import("#protocol/chain/grants.ts");
      const role = grantRole({ steward: steward.address, customer, scope: 0 });
      await world.send({ from: grantee, functionName: "renounceRole", args: [role, who] });
      await index();
      const { grants } = await accessOf(customer);
      const own = grants.filter((one) => one.grantee === who);
      expect(own.map(({ until, live }) => [until, live])).toEqual([
        [Number(FAR), false],
        [null, false],
        [null, false],
      ]);
      for (const [at, one] of own.entries()) {
        expect(one.ended?.blockNumber).toBeGreaterThan(one.granted.blockNumber);
        const next = own[at + 1];
        if (next !== undefined) expect(one.ended?.blockNumber).toBeLessThanOrEqual(next.granted.blockNumber);
      }
      expect(await bodyOf(ask(`/api/customers/${randomHash()}/access`))).toBeNull();
    });

    it("behavior: made anew from the chain's events it says the same; after a reorganisation what the chain says", async () => {
      const entry = await addCustomer();
      const { customer } = entry;
      const account = await fundedStranger(world);
      await share({ world, steward, customers: [customer], grantee: other.address });
      await makeSubject({ world, steward, latest: entry, account, accepts: false });
      await index();
      const before = await accessOf(customer);
      const snapshot = await world.testClient.snapshot();
      await world.send({ from: account, functionName: "acceptSubject", args: [customer] });
      await world.send({ from: account, functionName: "countersign", args: [customer, hashEntry(entry)] });
      await world.send({ from: account, functionName: "requestErasure", args: [customer] });
      await unshare({ world, steward, customers: [customer], grantee: other.address });
      await share({ world, steward, customers: [customer], grantee: third.address, scope: KINDS.note, until: FAR });
      await index();
      const after = await accessOf(customer);
      expect(after).not.toEqual(before);
      await running.service.indexer.rebuild();
      expect(await accessOf(customer)).toEqual(after);
      await world.testClient.revert({ id: snapshot });
      await world.testClient.mine({ blocks: 12 });
      await index();
      expect(await accessOf(customer)).toEqual(before);
    });
  });
});
