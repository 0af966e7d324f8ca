import { createHash, randomBytes } from "node:crypto";
import { type Address, bytesToHex, type Hex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type {
  BlockReference,
  ChainEvent,
  EntryEvent,
  KeyEvent,
  OrganisationEvent,
  RoleEvent,
} from "#service/chain-events/chain-event.ts";
import type { Store } from "#service/store/store.ts";

export type StoreFactory = () => Promise<{ store: Store; destroy(): Promise<void> }>;

const hash = (): Hex => bytesToHex(randomBytes(32));
const address = (): Address => bytesToHex(randomBytes(20));
const at = (wall: number, chain = wall / 1000) => ({ wall, chain });

const blockOf = (number: number, parent?: BlockReference): BlockReference => ({
  number,
  hash: hash(),
  parentHash: parent?.hash ?? hash(),
  timestamp: 1_000 + number,
});

const place = (block: BlockReference, logIndex: number) => ({
  blockNumber: block.number,
  blockHash: block.hash,
  transactionHash: hash(),
  logIndex,
  timestamp: block.timestamp,
});

function entryOf(block: BlockReference, logIndex: number, fields: Partial<EntryEvent> = {}): EntryEvent {
  return {
    type: "entry",
    ...place(block, logIndex),
    customer: hash(),
    sequence: 1,
    steward: address(),
    head: hash(),
    previous: hash(),
    author: address(),
    kind: 1,
    keyEpoch: 1,
    commitment: hash(),
    payloadDigest: hash(),
    ...fields,
  };
}

/** What every Store does, whatever it stands on. */
export function describeStore({ name, createStore }: { name: string; createStore: StoreFactory }): void {
  describe(`store: ${name}`, () => {
    let store: Store;
    let destroy: () => Promise<void>;

    beforeAll(async () => {
      ({ store, destroy } = await createStore());
    });
    afterAll(() => destroy());
    beforeEach(() => store.index.clear());

    const extend = (blocks: BlockReference[], events: ChainEvent[] = [], after: BlockReference | null = null) =>
      store.index.extend({ after: after?.hash ?? null, blocks, events, forgetBelow: 0 });

    describe("payloads", () => {
      const organisation = address();
      const put = (digest: Hex, bytes: Uint8Array, wall = 1_000, quota = 1_000_000, owner = organisation) =>
        store.payloads.put({
          ...{ digest, customer: hash(), organisation: owner, author: owner, bytes, at: at(wall), pendingQuota: quota },
        });

      it("default: gives back the bytes it was given, and nothing for others", async () => {
        const digest = hash();
        const bytes = new Uint8Array(randomBytes(100_000));
        expect(await put(digest, bytes)).toEqual({ created: true, state: "pending" });
        expect(await store.payloads.get(digest)).toEqual(bytes);
        expect(await store.payloads.sizeOf(digest)).toBe(100_000);
        expect(await store.payloads.get(hash())).toBeUndefined();
        expect(await store.payloads.sizeOf(hash())).toBeUndefined();
      });

      it("behavior: is pending until an entry names it", async () => {
        const digest = hash();
        await put(digest, randomBytes(10));
        const before = await store.payloads.pending();
        const block = blockOf(1);
        await extend([block], [entryOf(block, 0, { payloadDigest: digest })]);
        expect((await store.payloads.pending()).count).toBe(before.count - 1);
        expect(await put(digest, randomBytes(10))).toEqual({ created: false, state: "referred" });
      });

      it("behavior: counts what is pending against one organisation's quota, and what is referred to not", async () => {
        const owner = address();
        const first = hash();
        await put(first, randomBytes(60), 1_000, 100, owner);
        await expect(put(hash(), randomBytes(41), 1_000, 100, owner)).rejects.toMatchObject({
          code: "PendingQuotaExceeded",
        });
        await put(hash(), randomBytes(40), 1_000, 100, owner);
        await put(hash(), randomBytes(100), 1_000, 100, address());
        const block = blockOf(1);
        await extend([block], [entryOf(block, 0, { payloadDigest: first })]);
        await put(hash(), randomBytes(60), 1_000, 100, owner);
      });

      it("behavior: concurrent uploads never exceed the quota together", async () => {
        const owner = address();
        const results = await Promise.allSettled(
          Array.from({ length: 20 }, () => put(hash(), randomBytes(30), 1_000, 100, owner)),
        );
        expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
      });

      it("behavior: sweeps what is pending for too long by both clocks, and nothing that an entry names", async () => {
        const [old, young, named, oldByWallOnly] = [hash(), hash(), hash(), hash()];
        await put(old, randomBytes(10), 1_000);
        await put(young, randomBytes(10), 9_000);
        await put(named, randomBytes(10), 1_000);
        await store.payloads.put({
          digest: oldByWallOnly,
          customer: hash(),
          organisation,
          author: organisation,
          bytes: randomBytes(10),
          at: { wall: 1_000, chain: 9 },
          pendingQuota: 1_000_000,
        });
        const block = blockOf(1);
        await extend([block], [entryOf(block, 0, { payloadDigest: named })]);
        while ((await store.payloads.sweep({ before: at(5_000), limit: 1 })) > 0);
        expect(await store.payloads.get(old)).toBeUndefined();
        for (const kept of [young, named, oldByWallOnly]) expect(await store.payloads.get(kept)).toBeDefined();
      });

      it("behavior: an upload again gives a pending payload its whole time once more", async () => {
        const digest = hash();
        await put(digest, randomBytes(10), 1_000);
        await put(digest, randomBytes(10), 9_000);
        await store.payloads.sweep({ before: at(5_000), limit: 1_000 });
        expect(await store.payloads.get(digest)).toBeDefined();
      });

      it("behavior: a payload that an entry ever named is held when the entry is gone: it goes by no sweep, only when it is released", async () => {
        const [dropped, kept] = [hash(), hash()];
        await put(dropped, randomBytes(10), 1_000);
        await put(kept, randomBytes(10), 1_000);
        const first = blockOf(1);
        const second = blockOf(2, first);
        await extend(
          [first, second],
          [
            entryOf(first, 0, { payloadDigest: kept }),
            entryOf(second, 0, { payloadDigest: dropped }),
            entryOf(second, 1, { payloadDigest: kept }),
          ],
        );
        await store.index.dropAbove(1);
        await store.payloads.sweep({ before: at(9e12), limit: 1_000 });
        const heldOf = async () =>
          (await store.payloads.held({ limit: 1_000 })).map(({ digest }) => digest).filter((one) => mine.includes(one));
        const mine = [dropped, kept];
        expect(await heldOf()).toEqual([dropped]);
        expect(await put(dropped, randomBytes(10))).toEqual({ created: false, state: "held" });
        await store.index.clear();
        await store.payloads.sweep({ before: at(9e12), limit: 1_000 });
        expect(await heldOf()).toEqual([dropped, kept].sort());
        const again = blockOf(1);
        await extend([again], [entryOf(again, 0, { payloadDigest: kept })]);
        expect(await store.payloads.release(kept)).toBe(false);
        expect(await store.payloads.release(dropped)).toBe(true);
        expect(await store.payloads.get(dropped)).toBeUndefined();
        expect(await store.payloads.get(kept)).toBeDefined();
      });
    });

    describe("share records", () => {
      const placeOf = (fields: object = {}) => ({
        ...{ customer: hash(), keyEpoch: 7, organisation: address(), author: address() },
        ...fields,
      });
      const used = async (place: ReturnType<typeof placeOf>) => (await store.shareRecords.used([place])).length > 0;

      it("default: a place is unused until something says that its share was made: a record, wraps, an entry, or a payload that one named", async () => {
        const [recorded, wrapped, written, referred] = [placeOf(), placeOf(), placeOf(), placeOf()];
        const places = [recorded, wrapped, written, referred];
        expect(await store.shareRecords.used(places)).toEqual([]);
        await store.shareRecords.record([recorded]);
        await store.shareRecords.record([recorded]);
        await store.wraps.put({
          wraps: [
            {
              ...wrapped,
              scope: 0,
              holder: wrapped.organisation,
              wrapper: "organisation",
              steward: wrapped.organisation,
              wrapperEpoch: 7,
              bytes: new Uint8Array(randomBytes(169)),
            },
          ],
          replaces: new Set(),
          byKeeper: false,
        });
        const digest = hash();
        const header = Buffer.alloc(100);
        header.writeUInt32BE(referred.keyEpoch, 76);
        await store.payloads.put({ ...referred, digest, bytes: header, at: at(1_000), pendingQuota: 1_000 });
        expect(await used(referred)).toBe(false);
        const block = blockOf(1);
        await extend(
          [block],
          [
            entryOf(block, 0, { ...written, steward: written.organisation }),
            entryOf(block, 1, { payloadDigest: digest }),
          ],
        );
        expect(await store.shareRecords.used(places)).toEqual(places);
        expect(await store.shareRecords.written(places)).toEqual([written]);
        for (const place of places) expect(await used({ ...place, keyEpoch: 8 })).toBe(false);
        await store.index.clear();
        expect(await used(written)).toBe(false);
        expect(await used(referred)).toBe(true);
      });

      it("behavior: another organisation's entries and wraps say nothing of one's own; an erased customer is recorded no more", async () => {
        const place = placeOf();
        const block = blockOf(1);
        await extend([block], [entryOf(block, 0, { customer: place.customer, keyEpoch: place.keyEpoch })]);
        expect(await used(place)).toBe(false);
        await store.erasures.begin({ customer: place.customer, head: hash() });
        await expect(store.shareRecords.record([place])).rejects.toMatchObject({ code: "CustomerErased" });
      });
    });

    it("share records: shares of customers that have no entry count against their author", async () => {
      const author = address();
      const made = [1, 2, 3].map(() => ({ customer: hash(), keyEpoch: 1, organisation: address(), author }));
      await store.shareRecords.record(made);
      expect(await store.shareRecords.unwritten(author)).toBe(3);
      const block = blockOf(1);
      await extend([block], [entryOf(block, 0, { customer: made[0]?.customer as Hex })]);
      expect(await store.shareRecords.unwritten(author)).toBe(2);
      expect(await store.shareRecords.unwritten(address())).toBe(0);
    });

    describe("wraps", () => {
      const wrapOf = (fields: object = {}) => ({
        customer: hash(),
        keyEpoch: 1,
        scope: 0,
        holder: address(),
        wrapper: "organisation" as const,
        steward: address(),
        author: address(),
        wrapperEpoch: 1,
        bytes: new Uint8Array(randomBytes(169)),
        ...fields,
      });

      it("default: gives a holder its wraps, newest wrapper epoch first, and nobody else's", async () => {
        const one = wrapOf();
        const newer = { ...one, wrapperEpoch: 2, bytes: new Uint8Array(randomBytes(169)) };
        const foreign = wrapOf({ customer: one.customer });
        const otherEpoch = { ...one, keyEpoch: 2, bytes: new Uint8Array(randomBytes(169)) };
        await store.wraps.put({ wraps: [one, newer, foreign, otherEpoch], replaces: new Set(), byKeeper: false });
        const { holder, customer } = one;
        expect(await store.wraps.find({ holder, items: [{ customer, keyEpoch: 1 }] })).toEqual([newer, one]);
        expect(await store.wraps.find({ holder, items: [] })).toEqual([]);
        expect(await store.wraps.find({ holder, items: [{ customer: hash(), keyEpoch: 1 }] })).toEqual([]);
      });

      it("behavior: the same bytes again change nothing; other bytes are refused, with all that came along", async () => {
        const wrap = wrapOf();
        await store.wraps.put({ wraps: [wrap], replaces: new Set(), byKeeper: false });
        await store.wraps.put({ wraps: [wrap], replaces: new Set(), byKeeper: false });
        const companion = wrapOf();
        const forged = { ...wrap, bytes: new Uint8Array(randomBytes(169)) };
        await expect(
          store.wraps.put({ wraps: [companion, forged], replaces: new Set(), byKeeper: false }),
        ).rejects.toMatchObject({ code: "WrapConflict" });
        const find = ({ holder, customer }: typeof wrap) =>
          store.wraps.find({ holder, items: [{ customer, keyEpoch: 1 }] });
        expect(await find(wrap)).toEqual([wrap]);
        expect(await find(companion)).toEqual([]);
      });

      it("behavior: a wrap that is named gives way, as long as its steward has no entry of the epoch; a channel's only to a keeper", async () => {
        const garbage = wrapOf();
        const digest: Hex = `0x${createHash("sha256").update(garbage.bytes).digest("hex")}`;
        const mended = { ...garbage, author: address(), bytes: new Uint8Array(randomBytes(169)) };
        const put = (wrap: typeof garbage, replaces: Hex[], byKeeper = true) =>
          store.wraps.put({ wraps: [wrap], replaces: new Set(replaces), byKeeper });
        const find = ({ holder, customer }: typeof garbage) =>
          store.wraps.find({ holder, items: [{ customer, keyEpoch: 1 }] });
        await put(garbage, []);
        for (const others of [[], [hash()]]) {
          await expect(put(mended, others)).rejects.toMatchObject({ code: "WrapConflict" });
        }
        await put(mended, [digest]);
        expect(await find(garbage)).toEqual([mended]);

        const used = wrapOf();
        await put(used, []);
        const block = blockOf(1);
        await extend([block], [entryOf(block, 0, { customer: used.customer, keyEpoch: 1, steward: used.steward })]);
        const usedDigest: Hex = `0x${createHash("sha256").update(used.bytes).digest("hex")}`;
        const late = { ...used, bytes: new Uint8Array(randomBytes(169)) };
        await expect(put(late, [usedDigest])).rejects.toMatchObject({ code: "WrapConflict" });
        expect(await find(used)).toEqual([used]);

        const shared = wrapOf({ wrapper: "channel" });
        const again = { ...shared, bytes: new Uint8Array(randomBytes(169)) };
        await put(shared, []);
        await expect(put(again, [], false)).rejects.toMatchObject({ code: "WrapConflict" });
        await put(again, []);
        expect(await find(shared)).toEqual([again]);
      });

      it("behavior: of concurrent writers of one place one wins", async () => {
        const wrap = wrapOf();
        const results = await Promise.allSettled(
          Array.from({ length: 10 }, () =>
            store.wraps.put({
              wraps: [{ ...wrap, bytes: new Uint8Array(randomBytes(169)) }],
              replaces: new Set(),
              byKeeper: false,
            }),
          ),
        );
        expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      });
    });

    describe("sealed identities and secrets", () => {
      const identityOf = () => ({ bytes: new Uint8Array(randomBytes(200)), etag: `"${hash()}"` });

      it("default: replaces an identity only where the caller knows what is there", async () => {
        const account = address();
        const [first, second] = [identityOf(), identityOf()];
        const put = (identity: typeof first, expected: string | null) =>
          store.sealed.putIdentity({ account, identity, expected, now: 1 });
        expect(await put(second, first.etag)).toBe(false);
        expect(await put(first, null)).toBe(true);
        expect(await put(second, null)).toBe(false);
        expect(await put(second, second.etag)).toBe(false);
        expect(await store.sealed.identity(account)).toEqual(first);
        expect(await put(second, first.etag)).toBe(true);
        expect(await store.sealed.identity(account)).toEqual(second);
        expect(await store.sealed.identity(address())).toBeUndefined();
      });

      it("behavior: keeps every sealed secret beside the others, newest first, up to a limit for each author", async () => {
        const [organisation, recipient, author] = [address(), address(), address()];
        const kind = "organisation" as const;
        const secretOf = (recipientEpoch: number) => ({
          kind,
          organisation,
          epoch: 3,
          recipient,
          recipientEpoch,
          author,
          bytes: new Uint8Array(randomBytes(1251)),
        });
        const [one, two, three] = [secretOf(1), secretOf(2), secretOf(2)];
        const add = (secret: typeof one, now: number) => store.sealed.addSecret({ secret, limit: 2, now });
        expect(await add(one, 1)).toBe(true);
        expect(await add(one, 2)).toBe(false);
        expect(await add(two, 3)).toBe(true);
        await expect(add(three, 4)).rejects.toMatchObject({ code: "SecretLimitReached" });
        const others = { ...three, epoch: 4, author: address() };
        expect(await add(others, 4)).toBe(true);
        expect(await add({ ...others, author, bytes: one.bytes }, 4)).toBe(true);
        expect(await store.sealed.secrets({ kind, organisation, epoch: 3, recipient })).toEqual([two.bytes, one.bytes]);
        expect(await store.sealed.secrets({ kind, organisation, epoch: 2, recipient })).toEqual([]);
        expect(await store.sealed.secrets({ kind, organisation, epoch: 3, recipient: address() })).toEqual([]);
        for (const other of ["channel", "history"] as const) {
          expect(await store.sealed.secrets({ kind: other, organisation, epoch: 3, recipient })).toEqual([]);
        }
        expect(await store.sealed.recipients({ kind, organisation, epoch: 3 })).toEqual([
          { recipient, recipientEpoch: 1 },
          { recipient, recipientEpoch: 2 },
        ]);
      });
    });

    describe("sessions", () => {
      it("default: gives a challenge to one of many who ask at once, and to nobody after its end", async () => {
        const [messageHash, expired] = [hash(), hash()];
        const owner = address();
        const add = (challenge: Hex) =>
          store.sessions.addChallenge({ messageHash: challenge, address: owner, expiresAt: 1_000, now: 0, limit: 100 });
        await add(messageHash);
        const taken = await Promise.all(
          Array.from({ length: 10 }, () => store.sessions.takeChallenge({ messageHash, now: 999 })),
        );
        expect(taken.filter((challenge) => challenge !== undefined)).toEqual([{ address: owner }]);
        await add(expired);
        expect(await store.sessions.takeChallenge({ messageHash: expired, now: 1_000 })).toBeUndefined();
      });

      it("behavior: refuses more open challenges than the limit", async () => {
        const base = 10_000_000;
        const add = (expiresAt: number) =>
          store.sessions.addChallenge({ messageHash: hash(), address: address(), expiresAt, now: base, limit: 2 });
        expect(await add(base + 1)).toBe(true);
        expect(await add(base + 1)).toBe(true);
        expect(await add(base + 1)).toBe(false);
        await store.sessions.sweep({ now: base + 1, maxIdle: 1 });
      });

      it("behavior: a session ends by age, by idleness and by being ended", async () => {
        const session = { address: address(), transport: "cookie" as const, expiresAt: 1_000_000 };
        const open = async () => {
          const tokenHash = hash();
          await store.sessions.addSession({ tokenHash, session, now: 0 });
          return tokenHash;
        };
        const use = (tokenHash: Hex, now: number, maxIdle = 200_000) =>
          store.sessions.touchSession({ tokenHash, now, maxIdle });
        const used = await open();
        for (let now = 0; now < 1_000_000; now += 150_000) expect(await use(used, now)).toEqual(session);
        expect(await use(used, 1_000_000)).toBeUndefined();
        expect(await use(used, 0)).toBeUndefined();
        const idle = await open();
        expect(await use(idle, 200_000)).toBeUndefined();
        expect(await use(idle, 0)).toBeUndefined();
        const ended = await open();
        await store.sessions.endSession(ended);
        expect(await use(ended, 0)).toBeUndefined();
        expect(await use(hash(), 0)).toBeUndefined();
      });
    });

    it("idempotency: a key stands for one request of one caller", async () => {
      const [caller, requestHash] = [address(), hash()];
      const claim = (fields: object = {}) =>
        store.idempotency.claim({ caller, key: "k".repeat(16), requestHash, limit: 2, now: 5, ...fields });
      expect(await claim()).toBe(true);
      expect(await claim()).toBe(true);
      expect(await claim({ requestHash: hash() })).toBe(false);
      expect(await claim({ requestHash: hash(), caller: address() })).toBe(true);
      expect(await claim({ key: "l".repeat(16) })).toBe(true);
      await expect(claim({ key: "m".repeat(16) })).rejects.toMatchObject({ code: "QuotaExceeded" });
      expect(await claim()).toBe(true);
      expect(await claim({ key: "m".repeat(16), caller: address() })).toBe(true);
      await store.idempotency.sweep({ before: 6 });
      expect(await claim({ requestHash: hash() })).toBe(true);
    });

    it("transaction: joins an act with its key, and keeps neither of them where one is refused", async () => {
      const [caller, customer, requestHash] = [address(), hash(), hash()];
      const place = { customer, keyEpoch: 1, organisation: address(), author: caller };
      const key = "k".repeat(16);
      const act = (after: () => void) =>
        store.transaction(async (joined) => {
          expect(await joined.idempotency.claim({ caller, key, requestHash, limit: 10, now: 5 })).toBe(true);
          await joined.shareRecords.record([place]);
          after();
          return "done";
        });
      const refused = act(() => {
        throw new Error("refused");
      });
      await expect(refused).rejects.toThrow("refused");
      const another = { caller, key, requestHash: hash(), limit: 10 };
      expect(await store.idempotency.check(another)).toBe(true);
      expect(await store.shareRecords.used([place])).toEqual([]);
      expect(await act(() => undefined)).toBe("done");
      expect(await store.idempotency.check(another)).toBe(false);
      expect(await store.shareRecords.used([place])).toHaveLength(1);
    });

    describe("index", () => {
      it("default: holds entries by customer and heads by id, page by page", async () => {
        const [one, two] = [blockOf(1), blockOf(2)];
        const steward = address();
        const first = entryOf(one, 0, { steward });
        const second = entryOf(two, 0, { customer: first.customer, sequence: 2, steward, kind: 2 });
        const others = Array.from({ length: 5 }, (_, index) => entryOf(one, index + 1, { steward }));
        const foreign = entryOf(two, 1);
        await extend([one, two], [first, ...others, second, foreign]);
        expect(await store.index.entries(first.customer)).toEqual([first, second]);
        expect(await store.index.entries(hash())).toEqual([]);
        const heads = await store.index.heads([first.customer, hash()]);
        expect([...heads.values()]).toEqual([
          { customer: first.customer, sequence: 2, head: second.head, steward, kind: 2, updatedBlock: 2 },
        ]);
        const ids: Hex[] = [];
        for (let after: Hex | undefined; ; ) {
          const page = await store.index.customers({ steward, limit: 2, ...(after === undefined ? {} : { after }) });
          if (page.length === 0) break;
          ids.push(...page.map(({ customer }) => customer));
          after = ids.at(-1);
        }
        expect(ids).toEqual([first, ...others].map(({ customer }) => customer).sort());
        expect(await store.index.customers({ limit: 100 })).toHaveLength(7);
      });

      it("behavior: gives entries behind a place in the chain's order", async () => {
        const [one, two] = [blockOf(1), blockOf(2)];
        const entries = [entryOf(one, 3), entryOf(one, 7), entryOf(two, 0), entryOf(two, 1)];
        await extend([one, two], entries);
        const behind = (blockNumber: number, logIndex: number, limit = 10) =>
          store.index.entriesAfter({ blockNumber, logIndex, limit });
        expect(await behind(1, 3)).toEqual(entries.slice(1));
        expect(await behind(1, 0xffff_ffff)).toEqual(entries.slice(2));
        expect(await behind(0, 0, 2)).toEqual(entries.slice(0, 2));
      });

      it("behavior: builds on the tip it was told of only", async () => {
        const one = blockOf(1);
        expect(await extend([one])).toBe(true);
        expect(await extend([blockOf(2)])).toBe(false);
        expect(await extend([blockOf(2)], [], blockOf(1))).toBe(false);
        expect(await extend([blockOf(2, one)], [], one)).toBe(true);
        expect((await store.index.tip())?.number).toBe(2);
      });

      it("behavior: writes a range whole or not at all", async () => {
        const one = blockOf(1);
        const twice = entryOf(one, 0);
        await expect(extend([one], [entryOf(one, 1), twice, { ...twice, logIndex: 2 }])).rejects.toThrow();
        expect(await store.index.tip()).toBeUndefined();
        expect(await store.index.customers({ limit: 10 })).toEqual([]);
      });

      it("behavior: forgets old blocks, never the tip, and still knows the hashes of those with entries", async () => {
        const [one, two, three] = [blockOf(1), blockOf(2), blockOf(3)];
        await extend([one, two, three], [entryOf(one, 0)]);
        await store.index.extend({ after: three.hash, blocks: [], events: [], forgetBelow: 100 });
        expect(await store.index.blocks()).toEqual([three]);
        expect(await store.index.blockHash(1)).toBe(one.hash);
        expect(await store.index.blockHash(2)).toBeUndefined();
      });

      it("behavior: dropping blocks sets back every customer to what is left of it", async () => {
        const [one, two, three] = [blockOf(1), blockOf(2), blockOf(3)];
        const kept = entryOf(one, 0);
        const updated = entryOf(two, 0, { customer: kept.customer, sequence: 2 });
        const updatedAgain = entryOf(three, 0, { customer: kept.customer, sequence: 3 });
        const fresh = entryOf(three, 1);
        await extend([one, two, three], [kept, updated, updatedAgain, fresh]);
        expect(await store.index.dropAbove(1)).toBe(2);
        expect(await store.index.tip()).toEqual(one);
        expect(await store.index.entries(kept.customer)).toEqual([kept]);
        expect(await store.index.customers({ limit: 10 })).toEqual([
          expect.objectContaining({ customer: kept.customer, sequence: 1, head: kept.head, updatedBlock: 1 }),
        ]);
      });

      it("behavior: of organisations, roles and keys the newest event counts, also after a drop", async () => {
        const [one, two] = [blockOf(1), blockOf(2)];
        const [organisation, account] = [address(), address()];
        const [role, ended] = [hash(), hash()];
        const key = (block: BlockReference, logIndex: number, epoch: number): KeyEvent => ({
          type: "key",
          ...place(block, logIndex),
          account,
          epoch,
          suite: 1,
          keyHash: hash(),
          key: new Uint8Array(randomBytes(1216)),
        });
        const roleEvent = (block: BlockReference, logIndex: number, id: Hex, until: number | null): RoleEvent => ({
          type: "role",
          ...place(block, logIndex),
          role: id,
          account,
          until,
        });
        const registered: OrganisationEvent = {
          type: "organisation",
          ...place(one, 0),
          organisation,
          change: "registered",
          name: "Ωmega ‮ <b>",
        };
        const suspended: OrganisationEvent = { ...registered, ...place(two, 0), change: "suspended", name: null };
        const [firstKey, secondKey] = [key(one, 3, 1), key(two, 3, 2)];
        await extend(
          [one, two],
          [
            registered,
            roleEvent(one, 1, role, null),
            roleEvent(one, 2, ended, null),
            firstKey,
            suspended,
            roleEvent(two, 1, role, 5_000),
            roleEvent(two, 2, ended, 0),
            secondKey,
          ],
        );
        const { name } = registered;
        expect(await store.index.organisations()).toEqual([{ organisation, name, suspended: true }]);
        expect(await store.index.rolesOf({ account })).toEqual([{ role, account, until: 5_000 }]);
        expect(await store.index.rolesOf({ roles: [ended] })).toEqual([]);
        expect(await store.index.rolesOf({ roles: [] })).toEqual([]);
        expect(await store.index.key({ account })).toMatchObject({ epoch: 2, key: secondKey.key });
        expect(await store.index.key({ account, epoch: 1 })).toMatchObject({ epoch: 1, key: firstKey.key });
        expect(await store.index.key({ account: address() })).toBeUndefined();
        expect(await store.index.keyHashes([account, address()])).toEqual(
          new Map([[account, { epoch: 2, keyHash: secondKey.keyHash }]]),
        );
        await store.index.dropAbove(1);
        expect(await store.index.organisations()).toEqual([{ organisation, name, suspended: false }]);
        expect(await store.index.rolesOf({ account })).toHaveLength(2);
        expect(await store.index.key({ account })).toMatchObject({ epoch: 1 });
      });

      it("behavior: keeps transfer offers and anchors without complaint", async () => {
        const one = blockOf(1);
        await extend(
          [one],
          [
            { type: "transferOffer", ...place(one, 0), customer: hash(), head: hash(), from: address(), to: address() },
            {
              type: "anchor",
              ...place(one, 1),
              sender: address(),
              topic: hash(),
              size: `${2n ** 64n - 1n}`,
              root: hash(),
            },
          ],
        );
        expect(await store.index.tip()).toEqual(one);
      });
    });

    it("time: remembers the latest, whatever comes after it", async () => {
      await store.recordTime(5_000);
      await store.recordTime(4_000);
      expect(await store.latestTime()).toBe(5_000);
    });
  });
}
