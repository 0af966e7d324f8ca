import fc from "fast-check";
import type { Address, Hex } from "viem";
import { describe, expect, test } from "vitest";
import type { AccessAnswer, AccessHolder } from "#protocol/access/access-answer.ts";
import type { HistoryEvent } from "#protocol/access/history-event.ts";
import { whoCouldDecrypt } from "#protocol/access/who-could-decrypt.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RegistryModel } from "./registry-model.ts";

const address = (byte: string): Address => `0x${byte.repeat(20)}`;
const [ACME, BETA, ANN, BOB, WALLET, SUBJECT] = ["a0", "b0", "a1", "b1", "c1", "d1"].map(address) as [
  Address,
  Address,
  Address,
  Address,
  Address,
  Address,
];
const CUSTOMER: Hex = `0x${"c0".repeat(32)}`;

/** Acme and Beta with a member and keys each, and one customer of Acme's with one entry. */
function begin(): RegistryModel {
  const model = new RegistryModel(CUSTOMER);
  for (const [organisation, member] of [
    [ACME, ANN],
    [BETA, BOB],
  ] as const) {
    model.register(organisation);
    model.pass(10n);
    for (const account of [organisation, member]) model.publishKey(account);
    model.grantRole({ organisation, role: "WRITER", account: member });
    model.pass(10n);
  }
  model.publishKey(WALLET);
  model.publishKey(SUBJECT);
  model.append({ steward: ACME, kind: 1 });
  model.pass(10n);
  return model;
}

const ask = (model: RegistryModel, timestamp = model.timestamp): AccessAnswer =>
  whoCouldDecrypt({ customer: CUSTOMER, at: { timestamp }, events: model.events });
const line = ({ account, through, organisation, kinds }: AccessHolder): string =>
  `${account} ${through} ${organisation} ${kinds.length === 1 ? kinds[0] : 0}`;
const lines = (holders: readonly AccessHolder[]): string[] => [...new Set(holders.map(line))].sort();
const formerOf = (answer: AccessAnswer, account: Address): AccessHolder[] =>
  answer.former.filter((holder) => holder.account === account);

describe("whoCouldDecrypt", () => {
  test("default: the steward's members, each with the event that it follows from", () => {
    const model = begin();
    const answer = ask(model);
    expect(answer).toMatchObject({ customer: CUSTOMER, state: "live", steward: ACME, sequence: 1n, former: [] });
    expect(lines(answer.holders)).toEqual([`${ACME} member ${ACME} 0`, `${ANN} member ${ACME} 0`]);
    const entry = model.events.find(({ name }) => name === "EntryAppended") as HistoryEvent;
    for (const holder of answer.holders) {
      expect(holder.since).toEqual({
        timestamp: entry.timestamp,
        block: entry.block,
        basis: { event: "EntryAppended", block: entry.block, logIndex: entry.logIndex },
      });
      expect(holder).toMatchObject({ until: null, reach: 1n, kinds: [1, 2, 3, 4, 5, 6, 7] });
    }
    expect(answer.holders.map(({ roles }) => roles)).toEqual([["KEEPER", "ORGANISATION"], ["WRITER"]]);
    expect(answer.limits.join()).toContain("cannot be recalled");
  });

  test("behavior: a customer that the chain doesn't know has no holders, whoever has roles", () => {
    const answer = whoCouldDecrypt({
      customer: `0x${"c1".repeat(32)}`,
      at: { timestamp: 5_000n },
      events: begin().events,
    });
    expect(answer).toMatchObject({ state: "unknown", steward: null, sequence: 0n, holders: [], former: [] });
  });

  test("behavior: nobody can before there is a key, neither the member's nor the organisation's", () => {
    const model = new RegistryModel(CUSTOMER);
    model.register(ACME);
    model.grantRole({ organisation: ACME, role: "READER", account: ANN });
    model.publishKey(ACME);
    model.append({ steward: ACME, kind: 1 });
    model.pass(5n);
    expect(lines(ask(model).holders)).toEqual([`${ACME} member ${ACME} 0`]);
    model.publishKey(ANN);
    const ann = ask(model).holders.find(({ account }) => account === ANN);
    expect(ann?.since.basis.event).toBe("KeyPublished");
  });

  test("behavior: a removed member had access until the removal, and their reach grows until a new epoch", () => {
    const model = begin();
    model.revokeRole({ organisation: ACME, role: "WRITER", account: ANN });
    const removal = model.events.at(-1) as HistoryEvent;
    model.pass(10n);
    expect(lines(ask(model).holders)).toEqual([`${ACME} member ${ACME} 0`]);
    expect(formerOf(ask(model), ANN)).toMatchObject([
      { until: { timestamp: removal.timestamp, block: removal.block, basis: { event: "RoleRevoked" } }, reach: 1n },
    ]);
    model.append({ steward: ACME, kind: 2 });
    expect(formerOf(ask(model), ANN)[0]?.reach).toBe(2n);
    model.publishKey(ACME);
    model.append({ steward: ACME, kind: 2 });
    expect(formerOf(ask(model), ANN)[0]?.reach).toBe(2n);
    expect(ask(model).holders[0]?.reach).toBe(3n);
  });

  test("behavior: two roles are one membership, which ends with the later", () => {
    const model = begin();
    model.grantRole({ organisation: ACME, role: "READER", account: ANN });
    model.pass(10n);
    model.revokeRole({ organisation: ACME, role: "WRITER", account: ANN });
    const ann = ask(model).holders.filter(({ account }) => account === ANN);
    expect(ann).toMatchObject([{ roles: ["READER", "WRITER"], since: { basis: { event: "EntryAppended" } } }]);
    expect(formerOf(ask(model), ANN)).toEqual([]);
    model.revokeRole({ organisation: ACME, role: "READER", account: ANN });
    expect(formerOf(ask(model), ANN)).toHaveLength(1);
  });

  test("behavior: a grant reaches the grantee's members, of one kind or all, until its end", () => {
    const model = begin();
    const granted = model.timestamp;
    model.grant({ steward: ACME, grantee: BETA, scope: 3, until: granted + 100n });
    model.grant({ steward: ACME, grantee: WALLET });
    const answer = ask(model);
    expect(lines(answer.holders)).toEqual(
      [
        `${ACME} member ${ACME} 0`,
        `${ANN} member ${ACME} 0`,
        `${BETA} grant ${BETA} 3`,
        `${BOB} grant ${BETA} 3`,
        `${WALLET} grant null 0`,
      ].sort(),
    );
    const bob = answer.holders.find(({ account }) => account === BOB);
    expect(bob).toMatchObject({
      kinds: [3],
      grant: { steward: ACME, customer: CUSTOMER, scope: 3 },
      since: { basis: { event: "Granted" } },
      until: { timestamp: granted + 100n, block: null, basis: { event: "Granted" } },
      reach: null,
    });
    model.append({ steward: ACME, kind: 3 });
    model.append({ steward: ACME, kind: 1 });
    expect(ask(model).holders.find(({ account }) => account === BOB)?.reach).toBe(2n);
    expect(lines(ask(model, granted + 99n).holders)).toContain(`${BOB} grant ${BETA} 3`);
    expect(lines(ask(model, granted + 100n).holders)).not.toContain(`${BOB} grant ${BETA} 3`);
    expect(formerOf(ask(model, granted + 100n), BOB)).toHaveLength(1);
  });

  test("behavior: a grant of all customers counts, and one of another customer doesn't", () => {
    const model = begin();
    model.grant({ steward: ACME, customer: `0x${"c9".repeat(32)}`, grantee: BETA });
    expect(lines(ask(model).holders)).not.toContain(`${BOB} grant ${BETA} 0`);
    model.grant({ steward: ACME, customer: ALL_CUSTOMERS, grantee: BETA });
    expect(lines(ask(model).holders)).toContain(`${BOB} grant ${BETA} 0`);
    model.revoke({ steward: ACME, customer: ALL_CUSTOMERS, grantee: BETA });
    expect(lines(ask(model).holders)).not.toContain(`${BOB} grant ${BETA} 0`);
  });

  test("behavior: revoked, renounced or ended, a grant is over; given again, it is a second time", () => {
    const model = begin();
    model.grant({ steward: ACME, grantee: BETA });
    model.pass(10n);
    model.revoke({ steward: ACME, grantee: BETA });
    model.pass(10n);
    model.grant({ steward: ACME, grantee: BETA });
    model.pass(10n);
    model.renounce({ steward: ACME, grantee: BETA });
    expect(formerOf(ask(model), BOB).map(({ until }) => until?.basis.event)).toEqual(["RoleRevoked", "RoleRevoked"]);
    model.grant({ steward: ACME, grantee: BETA, until: model.timestamp + 5n });
    model.pass(10n);
    expect(formerOf(ask(model), BOB)).toHaveLength(3);
    expect(lines(ask(model).holders)).not.toContain(`${BOB} grant ${BETA} 0`);
  });

  test("behavior: moving a grant's end leaves its beginning; in the second of its end it is over and a new one begins", () => {
    const model = begin();
    const granted = model.timestamp;
    model.grant({ steward: ACME, grantee: WALLET, until: granted + 10n });
    model.pass(5n);
    model.grant({ steward: ACME, grantee: WALLET, until: granted + 20n });
    const wallet = ({ holders }: AccessAnswer): AccessHolder[] => holders.filter(({ account }) => account === WALLET);
    expect(wallet(ask(model))).toMatchObject([{ since: { timestamp: granted }, until: { timestamp: granted + 20n } }]);
    model.pass(15n);
    model.grant({ steward: ACME, grantee: WALLET });
    expect(wallet(ask(model))).toMatchObject([{ since: { timestamp: granted + 20n }, until: null }]);
    expect(formerOf(ask(model), WALLET)).toMatchObject([{ until: { timestamp: granted + 20n, block: null } }]);
    model.grant({ steward: ACME, grantee: BETA, until: model.timestamp + 10n });
    model.pass(10n);
    model.append({ steward: BETA, kind: 7 });
    model.append({ steward: ACME, kind: 7 });
    expect(formerOf(ask(model), BOB).filter(({ through }) => through === "grant")).toHaveLength(1);
  });

  test("behavior: a grantee organisation without a key reaches none of its members", () => {
    const model = begin();
    const gamma = address("e0");
    model.register(gamma);
    model.grantRole({ organisation: gamma, role: "READER", account: BOB });
    model.grant({ steward: ACME, grantee: gamma });
    expect(lines(ask(model).holders)).toEqual([`${ACME} member ${ACME} 0`, `${ANN} member ${ACME} 0`]);
    model.publishKey(gamma);
    expect(lines(ask(model).holders)).toContain(`${BOB} grant ${gamma} 0`);
  });

  test("behavior: a transfer voids the former steward's grants and members, and what they had stays in their reach", () => {
    const model = begin();
    model.grant({ steward: ACME, grantee: WALLET });
    model.pass(10n);
    model.append({ steward: BETA, kind: 7 });
    model.append({ steward: BETA, kind: 1 });
    const answer = ask(model);
    expect(lines(answer.holders)).toEqual([`${BETA} member ${BETA} 0`, `${BOB} member ${BETA} 0`].sort());
    expect(lines(answer.former)).toEqual(
      [`${ACME} member ${ACME} 0`, `${ANN} member ${ACME} 0`, `${WALLET} grant null 0`].sort(),
    );
    for (const holder of answer.former) {
      expect(holder).toMatchObject({ until: { basis: { event: "EntryAppended" } }, reach: 1n });
    }
    model.append({ steward: ACME, kind: 7 });
    expect(lines(ask(model).holders)).toContain(`${WALLET} grant null 0`);
  });

  test("behavior: a subject counts once they have accepted, through transfers, until they leave or another is named", () => {
    const model = begin();
    model.nameSubject(SUBJECT);
    expect(lines(ask(model).holders)).not.toContain(`${SUBJECT} subject null 0`);
    model.acceptSubject();
    model.append({ steward: BETA, kind: 7 });
    const subject = ask(model).holders.filter(({ through }) => through === "subject");
    expect(subject).toMatchObject([{ account: SUBJECT, since: { basis: { event: "SubjectAccepted" } }, until: null }]);
    model.pass(10n);
    model.nameSubject(WALLET);
    expect(formerOf(ask(model), SUBJECT)).toMatchObject([{ until: { basis: { event: "SubjectNamed" } } }]);
    model.acceptSubject();
    model.leaveSubject();
    expect(formerOf(ask(model), WALLET)).toMatchObject([{ until: { basis: { event: "SubjectLeft" } } }]);
    expect(ask(model).holders.every(({ through }) => through === "member")).toBe(true);
  });

  test("behavior: after an erasure nobody can, and everybody who could is said", () => {
    const model = begin();
    model.grant({ steward: ACME, grantee: BETA });
    model.pass(10n);
    model.erase();
    const answer = ask(model);
    expect(answer).toMatchObject({ state: "erased", sequence: 2n, holders: [] });
    expect(answer.former).toHaveLength(4);
    for (const holder of answer.former) {
      expect(holder).toMatchObject({ until: { basis: { event: "CustomerErased" } }, reach: 1n });
    }
  });

  test("args: at names a time, or a block within it", () => {
    const model = begin();
    const { block, timestamp } = model;
    model.grant({ steward: ACME, grantee: WALLET });
    model.pass(0n);
    model.revoke({ steward: ACME, grantee: WALLET });
    const at = (asked: { timestamp: bigint; block?: bigint }): string[] =>
      lines(whoCouldDecrypt({ customer: CUSTOMER, at: asked, events: model.events }).holders);
    expect(at({ timestamp, block })).toContain(`${WALLET} grant null 0`);
    expect(at({ timestamp })).not.toContain(`${WALLET} grant null 0`);
    expect(at({ timestamp, block: block - 1n })).not.toContain(`${WALLET} grant null 0`);
    expect(at({ timestamp: 0n })).toEqual([]);
  });

  test("behavior: letter case doesn't matter", () => {
    const model = begin();
    model.grant({ steward: ACME, grantee: BETA });
    const upper = (value: unknown): unknown =>
      typeof value === "string" && value.startsWith("0x") ? `0x${value.slice(2).toUpperCase()}` : value;
    const events = model.events.map((event) =>
      Object.fromEntries(Object.entries(event).map(([name, value]) => [name, upper(value)])),
    ) as HistoryEvent[];
    const shown = whoCouldDecrypt({
      customer: upper(CUSTOMER) as Hex,
      at: { timestamp: model.timestamp },
      events,
    });
    expect(shown).toEqual(ask(model));
  });

  test("error: two events in one place, a block of two times, time that runs backwards", () => {
    const [first, second] = begin().events as [HistoryEvent, HistoryEvent];
    const check = (...events: HistoryEvent[]): string =>
      codeOf(() => whoCouldDecrypt({ customer: CUSTOMER, at: { timestamp: 9_999n }, events }));
    expect(check(first, { ...first })).toBe("nothing thrown");
    expect(check(first, { ...second, logIndex: first.logIndex })).toBe("InvalidArgument");
    expect(check(first, { ...second, timestamp: first.timestamp + 1n })).toBe("InvalidArgument");
    expect(check(first, { ...second, block: first.block + 1n, timestamp: first.timestamp - 1n })).toBe(
      "InvalidArgument",
    );
  });
});

const organisations = fc.constantFrom(ACME, BETA);
const accounts = fc.constantFrom(ACME, BETA, ANN, BOB, WALLET, SUBJECT);
const roles = fc.constantFrom("READER", "WRITER", "KEEPER", "COMPLIANCE", "ORGANISATION");
const customers = fc.constantFrom(CUSTOMER, ALL_CUSTOMERS);
const scopes = fc.constantFrom(0, 1, 3);
const lasting = fc.option(fc.bigInt({ min: 1n, max: 60n }));

/** One call on the registry. */
type Call = (model: RegistryModel) => void;
const until = (model: RegistryModel, seconds: bigint | null): { until?: bigint } =>
  seconds === null ? {} : { until: model.timestamp + seconds };
const calls: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.bigInt({ min: 0n, max: 30n }).map(
      (seconds): Call =>
        (model) =>
          model.pass(seconds),
    ),
  },
  organisations.map(
    (organisation): Call =>
      (model) =>
        model.register(organisation),
  ),
  accounts.map(
    (account): Call =>
      (model) =>
        model.publishKey(account),
  ),
  fc.tuple(organisations, roles, accounts, lasting).map(
    ([organisation, role, account, seconds]): Call =>
      (model) => {
        model.grantRole({ organisation, role, account, ...until(model, seconds) });
      },
  ),
  fc.tuple(organisations, roles, accounts).map(
    ([organisation, role, account]): Call =>
      (model) =>
        model.revokeRole({ organisation, role, account }),
  ),
  {
    weight: 2,
    arbitrary: fc.tuple(organisations, customers, accounts, scopes, lasting).map(
      ([steward, customer, grantee, scope, seconds]): Call =>
        (model) => {
          model.grant({ steward, customer, grantee, scope, ...until(model, seconds) });
        },
    ),
  },
  fc.tuple(organisations, customers, accounts, scopes).map(
    ([steward, customer, grantee, scope]): Call =>
      (model) =>
        model.revoke({ steward, customer, grantee, scope }),
  ),
  fc.tuple(organisations, accounts, scopes).map(
    ([steward, grantee, scope]): Call =>
      (model) =>
        model.renounce({ steward, grantee, scope }),
  ),
  fc.tuple(organisations, scopes).map(
    ([steward, kind]): Call =>
      (model) =>
        model.append({ steward, kind: kind || 2 }),
  ),
  accounts.map(
    (account): Call =>
      (model) =>
        model.nameSubject(account),
  ),
  fc.constant<Call>((model) => model.acceptSubject()),
  fc.constant<Call>((model) => model.leaveSubject()),
  { weight: 1, arbitrary: fc.constant<Call>((model) => model.pass(100n)) },
);

/** A world with everything in place, then random calls; the model's own answer after each block. */
const histories = fc.tuple(fc.array(calls, { maxLength: 40 }), fc.boolean()).map(([made, isErased]) => {
  const model = begin();
  const answers: { block: bigint; timestamp: bigint; expected: string[] }[] = [];
  for (const call of made) {
    call(model);
    answers.push({ block: model.block, timestamp: model.timestamp, expected: model.whoNow() });
  }
  if (isErased) model.erase();
  answers.push({ block: model.block, timestamp: model.timestamp, expected: model.whoNow() });
  return { events: model.events, answers: [...new Map(answers.map((answer) => [answer.block, answer])).values()] };
});

describe("whoCouldDecrypt, whatever happened", () => {
  test("behavior: it is who the registry's own state lets read, in every block", () => {
    fc.assert(
      fc.property(histories, ({ events, answers }) => {
        for (const { block, timestamp, expected } of answers) {
          const answer = whoCouldDecrypt({ customer: CUSTOMER, at: { timestamp, block }, events });
          expect(lines(answer.holders)).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("behavior: the order in which events were collected doesn't matter, nor do doubles and what came later", () => {
    const shuffled = histories.chain(({ events, answers }) =>
      fc.record({
        events: fc.constant(events),
        answer: fc.constantFrom(...answers),
        mixed: fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ events, answer: { block, timestamp }, mixed }) => {
        const asked = { customer: CUSTOMER, at: { timestamp, block } };
        const plain = whoCouldDecrypt({ ...asked, events });
        expect(whoCouldDecrypt({ ...asked, events: mixed })).toEqual(plain);
        expect(whoCouldDecrypt({ ...asked, events: events.filter((event) => event.block <= block) })).toEqual(plain);
      }),
      { numRuns: 150 },
    );
  });

  test("behavior: whoever could in some block is a holder then and former or holder ever after", () => {
    fc.assert(
      fc.property(histories, ({ events, answers }) => {
        const seen = new Set<string>();
        for (const { block, timestamp, expected } of answers) {
          for (const had of expected) seen.add(had);
          const { holders, former } = whoCouldDecrypt({ customer: CUSTOMER, at: { timestamp, block }, events });
          const known = new Set(lines([...holders, ...former]).map((held) => held.split(" ")[0]));
          for (const had of seen) expect(known).toContain(had.split(" ")[0]);
          for (const { since, until: ended } of former) {
            expect(ended !== null && since.timestamp <= ended.timestamp && ended.timestamp <= timestamp).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
