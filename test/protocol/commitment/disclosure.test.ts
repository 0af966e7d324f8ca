import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "#protocol/bytes/hex.ts";
import { keccak256 } from "#protocol/bytes/keccak.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { checkDisclosure } from "#protocol/commitment/check-disclosure.ts";
import { type CommittedRecord, commitRecord } from "#protocol/commitment/commit.ts";
import { discloseField } from "#protocol/commitment/disclose-field.ts";
import type { DisclosedField, Disclosure } from "#protocol/commitment/disclosure.ts";
import { hashLeaf } from "#protocol/commitment/leaf.ts";
import { buildTree, proveLeaf } from "#protocol/commitment/merkle-tree.ts";
import type { Field } from "#protocol/record/fields.ts";
import { bytesOf, jsonRecords } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

const kind = KINDS.profile;
const committed = commitRecord({ record: RECORDS.profile, entrySecret: new Uint8Array(32).fill(9) });
const { commitment } = committed;
const disclosure = discloseField({ committed, pointer: "/emails/0/address" });
const holds = (changed: unknown): boolean => checkDisclosure({ disclosure: changed, commitment, kind });
const withField = (change: Partial<DisclosedField>): Disclosure => ({
  ...disclosure,
  field: { ...disclosure.field, ...change },
});
const withHeader = (change: Partial<DisclosedField>): Disclosure => ({
  ...disclosure,
  header: { ...disclosure.header, ...change },
});

/** A commitment to whatever fields an attacker likes, with a disclosure of one of them. */
function forge({ fields, shown }: { fields: readonly Field[]; shown: number }): {
  commitment: `0x${string}`;
  disclosure: Disclosure;
} {
  const salt = new Uint8Array(32).fill(3);
  const leaves = fields.map((field) => hashLeaf({ field, salt, keccak: keccak256 }));
  const tree = buildTree({ leaves, keccak: keccak256 });
  const show = (at: number): DisclosedField => ({
    ...(fields[at] as Field),
    salt: toHex(salt),
    proof: proveLeaf({ tree, index: at }).map(toHex),
  });
  return {
    commitment: toHex(tree[0] as Uint8Array),
    disclosure: { format: "kontor/disclosure/1", header: show(0), field: show(shown) },
  };
}

describe("disclosure", () => {
  test("default: every field of every record discloses, through JSON", () => {
    for (const [name, record] of Object.entries(RECORDS)) {
      const made = commitRecord({ record, entrySecret: new Uint8Array(32).fill(5) });
      for (const { pointer, value } of made.fields.slice(1)) {
        const shown = JSON.parse(JSON.stringify(discloseField({ committed: made, pointer })));
        expect(shown.field).toMatchObject({ pointer, value });
        expect(checkDisclosure({ disclosure: shown, commitment: made.commitment, kind: KINDS[name as "note"] })).toBe(
          true,
        );
      }
    }
  });

  test("behavior: any record's fields disclose", () => {
    fc.assert(
      fc.property(jsonRecords, bytesOf(32), (record, entrySecret) => {
        const made = commitRecord({ record, entrySecret });
        const { pointer } = made.fields.at(-1) as Field;
        const shown = discloseField({ committed: made, pointer });
        expect(checkDisclosure({ disclosure: shown, commitment: made.commitment, kind: KINDS.note })).toBe(true);
      }),
    );
  });

  test("behavior: it says nothing of other fields: no other salt, value or secret is in it", () => {
    const text = JSON.stringify(disclosure);
    committed.fields.forEach((field, index) => {
      const isShown = index === 0 || field.pointer === disclosure.field.pointer;
      expect(text.includes(toHex(committed.salts[index] as Uint8Array))).toBe(isShown);
    });
    expect(text).not.toContain("Futterkiste GmbH");
    expect(text).not.toContain(RECORDS.profile.vatNumber);
  });

  test("attack: every member changed", () => {
    expect(holds(disclosure)).toBe(true);
    const flipped = (hex: string): `0x${string}` => `0x${hex.slice(2, -1)}${hex.endsWith("0") ? "1" : "0"}`;
    const { index, value, pointer, salt, proof } = disclosure.field;
    const changes: Partial<DisclosedField>[] = [
      { index: index + 1 },
      { index: index - 1 },
      { index: 0 },
      { index: 4_000_000_000 },
      { value: `${value} ` },
      { value: "" },
      { pointer: "/emails/1/address" },
      { pointer: `${pointer}/` },
      { type: "integer" },
      { salt: flipped(salt) },
      { proof: [] },
      { proof: proof.slice(1) },
      { proof: proof.slice(0, -1) },
      { proof: [...proof, proof[0] as `0x${string}`] },
      { proof: proof.toReversed() },
      ...proof.map((sibling, at) => ({ proof: proof.with(at, flipped(sibling)) })),
    ];
    for (const change of changes) expect(holds(withField(change)), JSON.stringify(change)).toBe(false);
    const count = committed.fields.length - 1;
    const headers: Partial<DisclosedField>[] = [
      { index: 1 },
      { pointer: "/x" },
      { type: "text" },
      { value: `profile/1;${count + 1}` },
      { value: `profile/1;${count - 1}` },
      { value: `profile/2;${count}` },
      { value: "profile/1" },
      { value: `profile/1;0${count}` },
      { salt: flipped(disclosure.header.salt) },
      { proof: disclosure.header.proof.slice(1) },
    ];
    for (const change of headers) expect(holds(withHeader(change)), JSON.stringify(change)).toBe(false);
  });

  test("attack: a proof from another record, another commitment, another kind, the header as a field", () => {
    const other = commitRecord({ record: RECORDS.profile, entrySecret: new Uint8Array(32).fill(8) });
    const foreign = discloseField({ committed: other, pointer: "/emails/0/address" });
    expect(holds(foreign)).toBe(false);
    expect(holds({ ...disclosure, header: foreign.header })).toBe(false);
    expect(checkDisclosure({ disclosure, commitment: other.commitment, kind })).toBe(false);
    expect(checkDisclosure({ disclosure, commitment, kind: KINDS.note })).toBe(false);
    expect(holds({ ...disclosure, field: disclosure.header })).toBe(false);
    expect(holds({ ...disclosure, header: disclosure.field })).toBe(false);
  });

  test("attack: an inner node shown as a leaf", () => {
    // The node's two children stand where an attacker would want the encoding of a leaf; the double hash keeps them apart.
    const { tree } = committed;
    const [left, right] = [tree[1] as Uint8Array, tree[2] as Uint8Array];
    const inner = withField({ salt: toHex(left), value: toHex(right), proof: [] });
    expect(holds(inner)).toBe(false);
    for (const depth of [1, 2, 3]) {
      const proof = disclosure.field.proof.slice(depth);
      expect(holds(withField({ salt: toHex(tree[depth] as Uint8Array), proof }))).toBe(false);
    }
  });

  test("attack: two values committed in one place: only one has the place's proof length and number", () => {
    const at = (index: number, pointer: string, value: string): Field => ({ index, pointer, type: "text", value });
    const header: Field = { index: 0, pointer: "", type: "header", value: "note/1;2" };
    const hidden = forge({
      fields: [header, at(1, "/schema", "note/1"), at(2, "/text", "yes"), at(2, "/text", "no")],
      shown: 3,
    });
    // Three fields under a header that admits to two: the depths of the proofs don't fit a tree of three leaves.
    expect(checkDisclosure({ ...hidden, kind: KINDS.note })).toBe(false);
    const beyond = forge({ fields: [header, at(1, "/schema", "note/1"), at(3, "/text", "yes")], shown: 2 });
    expect(checkDisclosure({ ...beyond, kind: KINDS.note })).toBe(false);
    const honest = forge({ fields: [header, at(1, "/schema", "note/1"), at(2, "/text", "yes")], shown: 2 });
    expect(checkDisclosure({ ...honest, kind: KINDS.note })).toBe(true);
  });

  test("error: what isn't a disclosure at all throws", () => {
    const broken: unknown[] = [
      null,
      1,
      "x",
      [],
      {},
      { ...disclosure, format: "kontor/disclosure/2" },
      { ...disclosure, extra: 1 },
      { ...disclosure, field: undefined },
      withField({ index: -1 }),
      withField({ index: 1.5 }),
      withField({ index: 2 ** 32 }),
      withField({ salt: "0x12" }),
      withField({ salt: `0x${"AB".repeat(32)}` }),
      withField({ type: "blob" as "text" }),
      withField({ value: "\ud800" }),
      withField({ proof: ["0x12"] }),
      withField({ proof: Array.from({ length: 33 }, () => commitment) }),
      JSON.parse(JSON.stringify(disclosure).replace('"field":{', '"field":{"__proto__":{"index":1},')),
    ];
    for (const given of broken)
      expect(
        codeOf(() => holds(given)),
        JSON.stringify(given),
      ).toBe("InvalidDisclosure");
    expect(codeOf(() => checkDisclosure({ disclosure, commitment: "0x12", kind }))).toBe("InvalidHex");
    expect(codeOf(() => checkDisclosure({ disclosure, commitment, kind: 99 }))).toBe("UnknownKind");
  });

  test("attack: half of a surrogate pair in the place of U+FFFD, which would hash alike", () => {
    const made = commitRecord({ record: { schema: "note/1", text: "\ufffd" }, entrySecret: new Uint8Array(32) });
    const shown = discloseField({ committed: made, pointer: "/text" });
    const check = (value: string) => (): boolean =>
      checkDisclosure({
        disclosure: { ...shown, field: { ...shown.field, value } },
        commitment: made.commitment,
        kind: KINDS.note,
      });
    expect(check("\ufffd")()).toBe(true);
    expect(codeOf(check("\ud800"))).toBe("InvalidDisclosure");
  });

  test("error: a field that isn't there, and a committed record that was changed", () => {
    expect(codeOf(() => discloseField({ committed, pointer: "/nothing" }))).toBe("NoSuchField");
    expect(codeOf(() => discloseField({ committed, pointer: "" }))).toBe("NoSuchField");
    const broken: CommittedRecord = {
      ...committed,
      fields: committed.fields.map((field) => ({ ...field, value: "x" })),
    };
    expect(codeOf(() => discloseField({ committed: broken, pointer: "/type" }))).not.toBe("nothing thrown");
    const moved: CommittedRecord = { ...committed, salts: committed.salts.toReversed() };
    expect(codeOf(() => discloseField({ committed: moved, pointer: "/type" }))).toBe("InvariantBroken");
  });
});
