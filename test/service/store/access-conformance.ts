import { randomBytes } from "node:crypto";
import { type Address, bytesToHex, type Hex, zeroAddress } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type {
  BlockReference,
  ChainEvent,
  EntryEvent,
  GrantEvent,
  SubjectEvent,
} from "#service/chain-events/chain-event.ts";
import type { Store } from "#service/store/store.ts";
import type { StoreFactory } from "./conformance.ts";

const hash = (): Hex => bytesToHex(randomBytes(32));
const address = (): Address => bytesToHex(randomBytes(20));

/** What every Store does about grants, subjects, possession and erasure, whatever it stands on. */
export function describeAccessStore({ name, createStore }: { name: string; createStore: StoreFactory }): void {
  describe(`access store: ${name}`, () => {
    let store: Store;
    let destroy: () => Promise<void>;
    let tip: BlockReference | null = null;

    beforeAll(async () => {
      ({ store, destroy } = await createStore());
    });
    afterAll(() => destroy());
    beforeEach(async () => {
      await store.index.clear();
      tip = null;
    });

    type Draft<Event> = Event extends ChainEvent
      ? Omit<Event, "blockNumber" | "blockHash" | "transactionHash" | "logIndex" | "timestamp">
      : never;

    /** One block with these events in it. @returns its number */
    async function mine(...drafts: Draft<ChainEvent>[]): Promise<number> {
      const number = (tip?.number ?? 0) + 1;
      const block = { number, hash: hash(), parentHash: tip?.hash ?? hash(), timestamp: 1_000 + number };
      const events = drafts.map((draft, logIndex) => ({
        ...draft,
        blockNumber: number,
        blockHash: block.hash,
        transactionHash: hash(),
        logIndex,
        timestamp: block.timestamp,
      })) as ChainEvent[];
      expect(await store.index.extend({ after: tip?.hash ?? null, blocks: [block], events, forgetBelow: 0 })).toBe(
        true,
      );
      tip = block;
      return number;
    }

    async function dropAbove(number: number): Promise<void> {
      await store.index.dropAbove(number);
      tip = (await store.index.tip()) ?? null;
    }

    const entry = (fields: Partial<EntryEvent>): Draft<EntryEvent> => ({
      type: "entry",
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
    });
    const grant = (fields: Partial<GrantEvent>): Draft<GrantEvent> => ({
      type: "grant",
      role: hash(),
      steward: address(),
      customer: hash(),
      grantee: address(),
      scope: 0,
      until: null,
      ...fields,
    });
    const revoke = ({ role, grantee }: { role: Hex; grantee: Address }) =>
      ({ type: "role", role, account: grantee, until: 0 }) as const;
    const subject = (fields: Pick<SubjectEvent, "customer" | "change" | "subject">) =>
      ({ type: "subject", ...fields }) as const;

    describe("grants", () => {
      it("default: holds what was given, until an event or its time ends it; a reorganisation takes both back", async () => {
        const [steward, grantee] = [address(), address()];
        const place = { steward, grantee };
        const [lasting, timed, taken] = [grant(place), grant({ ...place, until: 2_000 }), grant(place)];
        const held = async (now = 1_500) =>
          (await store.access.heldGrants({ grantee, now })).map(({ customer }) => customer);
        await mine(lasting, timed, taken);
        const all = [lasting, timed, taken].map(({ customer }) => customer);
        expect(await held()).toEqual(all);
        expect(await held(2_000)).toEqual([lasting.customer, taken.customer]);
        await mine(revoke(taken));
        expect(await held()).toEqual([lasting.customer, timed.customer]);
        await mine({ ...timed, until: 1_400 });
        expect(await held()).toEqual([lasting.customer]);
        await dropAbove(1);
        expect(await held()).toEqual(all);
        await mine(revoke(lasting), lasting);
        expect(await held()).toEqual([timed.customer, taken.customer, lasting.customer]);
      });

      it("args: finds by grantee, stewards and customers, in pages", async () => {
        const [steward, grantee] = [address(), address()];
        const given = Array.from({ length: 5 }, () => grant({ steward, grantee }));
        const foreign = [grant({ steward }), grant({ grantee })];
        await mine(...given, ...foreign);
        const find = (parameters: object) => store.access.heldGrants({ now: 0, ...parameters });
        expect(await find({ grantee, stewards: [steward] })).toHaveLength(5);
        expect(await find({ stewards: [steward] })).toHaveLength(6);
        expect(await find({ grantee })).toHaveLength(6);
        expect(await find({ grantee, stewards: [] })).toEqual([]);
        expect(await find({ grantee, customers: [] })).toEqual([]);
        expect(await find({ grantee, customers: [given[2]?.customer ?? "0x", hash()] })).toHaveLength(1);
        const many = [...given.map(({ customer }) => customer), ...Array.from({ length: 1_200 }, hash)];
        expect(await find({ grantee, customers: many })).toHaveLength(5);
        const first = await find({ grantee, stewards: [steward], limit: 3 });
        const after = first.at(-1)?.granted;
        expect(await find({ grantee, stewards: [steward], limit: 3, after })).toHaveLength(2);
      });

      it("default: tells the customers that a grantee shares, by the present steward's grants", async () => {
        const [steward, former, grantee] = [address(), address(), address()];
        const ids = [hash(), hash(), hash(), hash()].sort() as [Hex, Hex, Hex, Hex];
        await mine(...ids.map((customer) => entry({ customer, steward })));
        await mine(
          grant({ steward, grantee, customer: ids[0], scope: 6 }),
          grant({ steward, grantee, customer: ids[0], scope: 1 }),
          grant({ steward: former, grantee, customer: ids[1] }),
          grant({ steward, grantee, customer: ids[2], until: 10 }),
        );
        const shared = async (parameters: object = {}) =>
          (await store.access.sharedCustomers({ grantee, limit: 10, now: 100, ...parameters })).map(
            ({ customer, scopes }) => [customer, scopes],
          );
        expect(await shared()).toEqual([[ids[0], [1, 6]]]);
        expect(await shared({ now: 5 })).toHaveLength(2);
        expect(await shared({ steward: former })).toEqual([]);
        await mine(grant({ steward, grantee, customer: ALL_CUSTOMERS, scope: 4 }));
        expect(await shared({ limit: 2 })).toEqual([
          [ids[0], [1, 4, 6]],
          [ids[1], [4]],
        ]);
        expect(await shared({ after: ids[1] })).toEqual([
          [ids[2], [4]],
          [ids[3], [4]],
        ]);
      });

      it("default: the history says of every grant when and how it ended", async () => {
        const [steward, grantee, customer] = [address(), address(), hash()];
        const one = grant({ steward, grantee, customer });
        const everyone = grant({ steward, grantee, customer: ALL_CUSTOMERS });
        const elsewhere = grant({ grantee, customer });
        const given = await mine(one, everyone, elsewhere);
        const again = await mine({ ...one, until: 5 });
        const taken = await mine(revoke(one));
        const history = await store.access.grantHistory({ customer, stewards: [steward] });
        expect(
          history.map((grantOf) => [grantOf.customer, grantOf.granted.blockNumber, grantOf.ended?.blockNumber]),
        ).toEqual([
          [customer, given, again],
          [ALL_CUSTOMERS, given, undefined],
          [customer, again, taken],
        ]);
        expect(history[0]?.granted.timestamp).toBe(1_000 + given);
      });
    });

    describe("subjects", () => {
      it("default: the newest change counts, and a reorganisation brings back the one before", async () => {
        const [customer, account, next] = [hash(), address(), address()];
        const state = async () => (await store.access.subjects([customer, hash()])).get(customer);
        const mine1 = await mine(entry({ customer }), subject({ customer, change: "named", subject: account }));
        expect(await state()).toEqual({ subject: account, state: "named" });
        await mine(subject({ customer, change: "accepted", subject: account }));
        expect(await state()).toEqual({ subject: account, state: "accepted" });
        const of = async (who: Address) =>
          (await store.access.customersOfSubject({ account: who, limit: 9 })).map((found) => found.state);
        expect(await of(account)).toEqual(["accepted"]);
        await mine(subject({ customer, change: "named", subject: next }));
        expect([await of(account), await of(next)]).toEqual([[], ["named"]]);
        await mine(subject({ customer, change: "named", subject: zeroAddress }));
        expect(await state()).toBeUndefined();
        await dropAbove(mine1);
        expect(await state()).toEqual({ subject: account, state: "named" });
        await mine(
          subject({ customer, change: "accepted", subject: account }),
          subject({ customer, change: "left", subject: account }),
        );
        expect(await state()).toBeUndefined();
        expect(await of(account)).toEqual([]);
        expect((await store.access.subjectChanges(customer)).map(({ change }) => change)).toEqual([
          "named",
          "accepted",
          "left",
        ]);
      });

      it("behavior: countersignatures of no entry, and repeated ones, say nothing", async () => {
        const [customer, account, head] = [hash(), address(), hash()];
        const sign = (of: Hex, id = customer) =>
          ({ type: "countersignature", customer: id, head: of, subject: account }) as const;
        const request = { type: "erasureRequest", customer, subject: account } as const;
        const at = await mine(
          entry({ customer, head }),
          sign(head),
          sign(head),
          sign(hash()),
          sign(head, hash()),
          request,
        );
        await mine(sign(head), request);
        expect(await store.access.countersignatures(customer)).toEqual([
          { sequence: 1, head, subject: account, at: expect.objectContaining({ blockNumber: at, logIndex: 1 }) },
        ]);
        expect(await store.access.erasureRequests(customer)).toEqual([
          { subject: account, at: expect.objectContaining({ blockNumber: at }) },
        ]);
      });
    });

    describe("possession", () => {
      it("default: one challenge for each pair, answered once it is the one that is there", async () => {
        const [organisation, account] = [address(), address()];
        const challenge = () => ({
          organisation,
          account,
          author: organisation,
          digest: hash(),
          bytes: new Uint8Array(randomBytes(50)),
          now: 1,
        });
        const [first, second] = [challenge(), challenge()];
        const answer = new Uint8Array(randomBytes(32));
        expect(await store.possession.put(first)).toBe(true);
        expect(await store.possession.put(first)).toBe(false);
        expect((await store.possession.pending(account)).map(({ digest }) => digest)).toEqual([first.digest]);
        const reply = (digest: Hex) => store.possession.answer({ organisation, account, digest, answer, now: 2 });
        expect(await reply(second.digest)).toBe(false);
        expect(await reply(first.digest)).toBe(true);
        expect(await store.possession.put(first)).toBe(false);
        expect(await store.possession.find({ organisation, account })).toMatchObject([{ answer }]);
        expect(await store.possession.pending(account)).toEqual([]);
        expect(await store.possession.put(second)).toBe(true);
        const places = { organisation, account };
        expect(await store.possession.find(places)).toMatchObject([{ digest: second.digest, answer: null }]);
        expect(await store.possession.find({ organisation: account, account: organisation })).toEqual([]);
        // Another member's challenge stands beside, and takes nothing away.
        const other = { ...challenge(), author: address(), now: 3 };
        expect(await reply(second.digest)).toBe(true);
        expect(await store.possession.put(other)).toBe(true);
        expect(await store.possession.find(places)).toMatchObject([
          { digest: other.digest },
          { digest: second.digest, answer },
        ]);
        expect((await store.possession.pending(account)).map(({ digest }) => digest)).toEqual([other.digest]);
      });
    });

    describe("erasures", () => {
      it("default: is due when confirmed, takes nothing from its beginning on, and is done once", async () => {
        const [customer, neighbour, holder] = [hash(), hash(), address()];
        const wrapOf = (id: Hex) => ({
          customer: id,
          keyEpoch: 1,
          scope: 0,
          holder,
          wrapper: "organisation" as const,
          steward: holder,
          wrapperEpoch: 1,
          author: holder,
          bytes: new Uint8Array(randomBytes(169)),
        });
        const payloadOf = (id: Hex) => ({
          digest: hash(),
          customer: id,
          organisation: holder,
          author: holder,
          bytes: new Uint8Array(randomBytes(300)),
          at: { wall: 1, chain: 1 },
          pendingQuota: 1e9,
        });
        const [own, other] = [payloadOf(customer), payloadOf(neighbour)];
        await store.wraps.put({ wraps: [wrapOf(customer), wrapOf(neighbour)], replaces: new Set(), byKeeper: false });
        for (const payload of [own, other]) await store.payloads.put(payload);
        const head = hash();
        await mine(entry({ customer }), entry({ customer: neighbour }));
        const erasedAt = await mine(entry({ customer, sequence: 2, kind: KINDS.erasure, head }));
        const due = (confirmedBlock: number) => store.erasures.due({ confirmedBlock, limit: 10 });
        expect(await due(erasedAt - 1)).toEqual([]);
        expect(await due(erasedAt)).toEqual([{ customer, head }]);
        expect(await store.index.erasure(customer)).toMatchObject({ head, sequence: 2 });
        expect(await store.index.erasure(neighbour)).toBeUndefined();
        for (let round = 0; round < 2; round++) {
          await store.erasures.begin({ customer, head });
          await expect(
            store.wraps.put({ wraps: [wrapOf(neighbour), wrapOf(customer)], replaces: new Set(), byKeeper: false }),
          ).rejects.toMatchObject({
            code: "CustomerErased",
          });
          await expect(store.payloads.put(payloadOf(customer))).rejects.toMatchObject({ code: "CustomerErased" });
          await store.erasures.deleteTraces(customer);
          await store.erasures.compact();
          expect(await due(erasedAt)).toEqual([{ customer, head }]);
        }
        expect(await store.erasures.begun({ limit: 10 })).toContain(customer);
        expect(await store.erasures.begun({ limit: 10, after: customer })).not.toContain(customer);
        await store.erasures.finish({ customer, sharesDestroyed: 1, now: 7 });
        expect(await due(erasedAt)).toEqual([]);
        expect(await store.erasures.find(customer)).toEqual({
          customer,
          head,
          sharesDestroyed: 1,
          wrapsDeleted: 1,
          payloadsDeleted: 1,
          destroyedAt: 7,
        });
        expect(await store.payloads.get(own.digest)).toBeUndefined();
        expect(await store.payloads.get(other.digest)).toBeDefined();
        expect(await store.wraps.find({ holder, items: [{ customer: neighbour, keyEpoch: 1 }] })).toHaveLength(1);
        expect(await store.erasures.find(hash())).toBeUndefined();
      });
    });
  });
}
