import fc from "fast-check";
import type { Hex } from "viem";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "#protocol/bytes/hex.ts";
import { keccak256 } from "#protocol/bytes/keccak.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { checkAbsence, checkDisclosure } from "#protocol/commitment/check-disclosure.ts";
import { type CommittedRecord, commitRecord } from "#protocol/commitment/commit.ts";
import { discloseField, proveAbsence } from "#protocol/commitment/disclose-field.ts";
import type { Absence, Disclosure } from "#protocol/commitment/disclosure.ts";
import { hashContent, hashEmpty, hashInner, hashLeaf, hashRoot, pathOf } from "#protocol/commitment/nodes.ts";
import { climb } from "#protocol/commitment/sparse-tree.ts";
import type { Field } from "#protocol/record/fields.ts";
import { bytesOf } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { RECORDS } from "../fixtures/records.ts";

const keccak = keccak256;
const kind = KINDS.profile;
const committed = commitRecord({ record: RECORDS.profile, entrySecret: new Uint8Array(32).fill(9) });
const { commitment } = committed;
const disclosure = discloseField({ committed, pointer: "/emails/0/address" });
const absence = proveAbsence({ committed, pointer: "/emails/7/address" });
const holds = (changed: unknown): boolean => checkDisclosure({ disclosure: changed, commitment, kind });
const holdsAbsent = (changed: unknown): boolean => checkAbsence({ absence: changed, commitment, kind });
const withField = (change: Partial<Disclosure["field"]>): Disclosure => ({
  ...disclosure,
  field: { ...disclosure.field, ...change },
});
const flipped = (hex: Hex): Hex => `0x${hex.slice(2, -1)}${hex.endsWith("0") ? "1" : "0"}`;

/** Pointers of the profile's schema that the record does not have. */
const ABSENT = ["/emails/7/address", "/emails/1/primary", "/phones/0/label", "/addresses/2/city", "/contacts/9/name"];

describe("disclosure", () => {
  test("default: every field of every record discloses, through JSON", () => {
    for (const [name, record] of Object.entries(RECORDS)) {
      const made = commitRecord({ record, entrySecret: new Uint8Array(32).fill(5) });
      for (const { pointer, value } of made.fields) {
        const shown = JSON.parse(JSON.stringify(discloseField({ committed: made, pointer })));
        expect(shown.field).toMatchObject({ pointer, value });
        const ofEntry = { commitment: made.commitment, kind: KINDS[name as "note"] };
        expect(checkDisclosure({ disclosure: shown, ...ofEntry })).toBe(true);
      }
    }
  });

  test("behavior: it says nothing of other fields: no other salt, value or secret is in it, nor how many there are", () => {
    const text = JSON.stringify(disclosure);
    for (const [index, { pointer }] of committed.fields.entries()) {
      const isShown = pointer === disclosure.field.pointer;
      expect(text.includes(toHex(committed.salts[index] as Uint8Array))).toBe(isShown);
    }
    expect(text).not.toContain("Futterkiste GmbH");
    expect(text).not.toContain(RECORDS.profile.vatNumber);
    // A record with one field more has another count, of which the proof shows no more than a hash.
    expect(Object.keys(disclosure)).toEqual(["format", "schema", "countHash", "field"]);
  });

  test("behavior: a sibling that is empty cannot be told from one that is a field", () => {
    // With the same record and another secret every hash of the proof is another one, an empty place's too.
    const other = commitRecord({ record: RECORDS.profile, entrySecret: new Uint8Array(32).fill(8) });
    for (const { pointer } of committed.fields) {
      const [one, two] = [committed, other].map((made) => discloseField({ committed: made, pointer }).field.siblings);
      expect(one?.length).toBe(two?.length);
      expect(new Set([...(one ?? []), ...(two ?? [])]).size).toBe(2 * (one?.length ?? 0));
    }
  });

  test("attack: every member changed", () => {
    expect(holds(disclosure)).toBe(true);
    const { value, pointer, salt, siblings } = disclosure.field;
    const changes: Partial<Disclosure["field"]>[] = [
      { value: `x${value}` },
      { pointer: "/emails/1/address" },
      { pointer: "/emails/00/address" },
      { pointer: "/contacts/0/email" },
      { pointer: `${pointer}/` },
      { type: "integer" },
      { salt: flipped(salt) },
      { siblings: [] },
      { siblings: siblings.slice(1) },
      { siblings: siblings.slice(0, -1) },
      { siblings: [...siblings, siblings[0] as Hex] },
      { siblings: [siblings[0] as Hex, ...siblings] },
      { siblings: siblings.toReversed() },
      ...siblings.map((sibling, at) => ({ siblings: siblings.with(at, flipped(sibling)) })),
    ];
    for (const change of changes) expect(holds(withField(change)), JSON.stringify(change)).toBe(false);
    expect(holds({ ...disclosure, schema: "profile/0" })).toBe(false);
    expect(holds({ ...disclosure, schema: "note/1" })).toBe(false);
    expect(holds({ ...disclosure, countHash: flipped(disclosure.countHash) })).toBe(false);
  });

  test("attack: every byte of the proof flipped", () => {
    const text = JSON.stringify(disclosure);
    const places = [...text.matchAll(/0x[0-9a-f]{64}/g)];
    expect(places.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const at = place % (32 * places.length);
        const start = (places[Math.floor(at / 32)]?.index ?? 0) + 2 + 2 * (at % 32);
        const byte = Number.parseInt(text.slice(start, start + 2), 16) ^ flip;
        const changed = `${text.slice(0, start)}${byte.toString(16).padStart(2, "0")}${text.slice(start + 2)}`;
        expect(holds(JSON.parse(changed))).toBe(false);
      }),
    );
  });

  test("attack: a proof from another record, for another commitment, or for an entry of another kind", () => {
    const other = commitRecord({ record: RECORDS.profile, entrySecret: new Uint8Array(32).fill(8) });
    expect(holds(discloseField({ committed: other, pointer: "/emails/0/address" }))).toBe(false);
    expect(checkDisclosure({ disclosure, commitment: other.commitment, kind })).toBe(false);
    expect(checkDisclosure({ disclosure, commitment, kind: KINDS.note })).toBe(false);
    expect(checkAbsence({ absence, commitment: other.commitment, kind })).toBe(false);
    expect(checkAbsence({ absence, commitment, kind: KINDS.note })).toBe(false);
  });

  test("attack: a field that the schema does not have, or not with this type or value", () => {
    const salt = new Uint8Array(32).fill(3);
    /** A commitment of an author's who has put this one field into it. */
    const forge = (field: Field, schema = "profile/1") => {
      const path = pathOf({ pointer: field.pointer, keccak });
      const tree = hashLeaf({ path, content: hashContent({ field, salt, keccak }), keccak });
      const root = hashRoot({ schema, countHash: salt, tree, keccak });
      const shown: Disclosure = {
        format: "kontor/disclosure/2",
        schema,
        countHash: toHex(salt),
        field: { ...field, salt: toHex(salt), siblings: [] },
      };
      return checkDisclosure({ disclosure: shown, commitment: toHex(root), kind });
    };
    expect(forge({ pointer: "/vatNumber", type: "text", value: "DE1" })).toBe(true);
    expect(forge({ pointer: "/vatNumber", type: "integer", value: "1" })).toBe(false);
    expect(forge({ pointer: "/vatNumber", type: "text", value: "" })).toBe(false);
    expect(forge({ pointer: "/vatNumber", type: "text", value: "a\u0007" })).toBe(false);
    expect(forge({ pointer: "/vatNumber/x", type: "text", value: "DE1" })).toBe(false);
    expect(forge({ pointer: "/vatnumber", type: "text", value: "DE1" })).toBe(false);
    expect(forge({ pointer: "/birthDate", type: "text", value: "1996-02-30" })).toBe(false);
    expect(forge({ pointer: "/emails", type: "array", value: "" })).toBe(false);
    expect(forge({ pointer: "/emails/0/primary", type: "boolean", value: "true" })).toBe(true);
    expect(forge({ pointer: "/emails/0/primary", type: "text", value: "true" })).toBe(false);
    expect(forge({ pointer: "/emails/300/address", type: "text", value: "a@b.example" })).toBe(false);
    expect(forge({ pointer: "/schema", type: "text", value: "profile/9" })).toBe(false);
    expect(forge({ pointer: "/vatNumber", type: "text", value: "DE1" }, "profile/9")).toBe(false);
    expect(forge({ pointer: "/vatNumber", type: "text", value: "DE1" }, "__proto__")).toBe(false);
  });

  test("error: what is no disclosure at all throws", () => {
    const broken: unknown[] = [
      null,
      1,
      "x",
      [],
      {},
      { ...disclosure, format: "kontor/disclosure/1" },
      { ...disclosure, format: "kontor/disclosure/3" },
      { ...disclosure, extra: 1 },
      { ...disclosure, field: undefined },
      { ...disclosure, countHash: "0x12" },
      withField({ salt: "0x12" }),
      withField({ salt: `0x${"AB".repeat(32)}` }),
      withField({ type: "blob" as "text" }),
      withField({ value: "\ud800" }),
      withField({ siblings: ["0x12"] }),
      withField({ siblings: Array.from({ length: 257 }, () => commitment) }),
      JSON.parse(JSON.stringify(disclosure).replace('"field":{', '"field":{"__proto__":{"salt":1},')),
    ];
    for (const given of broken)
      expect(
        codeOf(() => holds(given)),
        JSON.stringify(given),
      ).toBe("InvalidDisclosure");
    expect(codeOf(() => holdsAbsent(disclosure))).toBe("InvalidDisclosure");
    expect(codeOf(() => holds(absence))).toBe("InvalidDisclosure");
    expect(codeOf(() => checkDisclosure({ disclosure, commitment: "0x12", kind }))).toBe("InvalidHex");
    expect(codeOf(() => checkDisclosure({ disclosure, commitment, kind: 99 }))).toBe("UnknownKind");
  });

  test("attack: half of a surrogate pair in the place of U+FFFD, which would hash alike", () => {
    const made = commitRecord({
      record: { ...RECORDS.note, text: "\ufffd" },
      entrySecret: new Uint8Array(32),
    });
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

  test("error: a field that is not there, and a committed record that was changed", () => {
    expect(codeOf(() => discloseField({ committed, pointer: "/nothing" }))).toBe("NoSuchField");
    expect(codeOf(() => discloseField({ committed, pointer: "" }))).toBe("NoSuchField");
    const moved: CommittedRecord = { ...committed, salts: committed.salts.toReversed() };
    expect(codeOf(() => discloseField({ committed: moved, pointer: "/type" }))).toBe("InvariantBroken");
  });
});

describe("absence", () => {
  test("default: whatever the schema allows and the record does not have is proven absent, through JSON", () => {
    const ends = new Set<string>();
    for (const secret of [1, 2, 3, 4, 5]) {
      const made = commitRecord({ record: RECORDS.profile, entrySecret: new Uint8Array(32).fill(secret) });
      for (const pointer of ABSENT) {
        const shown = JSON.parse(JSON.stringify(proveAbsence({ committed: made, pointer })));
        ends.add(Object.keys(shown.end).join());
        expect(checkAbsence({ absence: shown, commitment: made.commitment, kind }), pointer).toBe(true);
      }
    }
    // Both forms occur: an empty place, and another field's.
    expect(ends).toEqual(new Set(["salt", "path,content"]));
  });

  test("error: of a field that is there, and of one that no schema has", () => {
    expect(codeOf(() => proveAbsence({ committed, pointer: "/emails/0/address" }))).toBe("FieldPresent");
    expect(codeOf(() => proveAbsence({ committed, pointer: "/nothing" }))).toBe("NoSuchField");
    expect(codeOf(() => proveAbsence({ committed, pointer: "/emails" }))).toBe("NoSuchField");
  });

  test("attack: every member changed, and a field that is there shown as absent by its own leaf or its sibling", () => {
    const shown = ABSENT.map((pointer) => proveAbsence({ committed, pointer }));
    for (const made of shown) {
      const { siblings } = made.field;
      const changed: unknown[] = [
        { ...made, field: { ...made.field, pointer: "/emails/0/address" } },
        { ...made, field: { ...made.field, siblings: siblings.slice(1) } },
        { ...made, field: { ...made.field, siblings: siblings.toReversed() } },
        { ...made, countHash: flipped(made.countHash) },
        ...siblings.map((sibling, at) => ({
          ...made,
          field: { ...made.field, siblings: siblings.with(at, flipped(sibling)) },
        })),
        "salt" in made.end
          ? { ...made, end: { salt: flipped(made.end.salt) } }
          : { ...made, end: { ...made.end, content: flipped(made.end.content) } },
      ];
      for (const given of changed) expect(holdsAbsent(given)).toBe(false);
    }
    for (const { pointer } of committed.fields) {
      const path = pathOf({ pointer, keccak });
      const { end, siblings } = committed.tree.walk(path);
      if (!("leaf" in end)) throw new Error("A field has a leaf.");
      const own = { path: toHex(path), content: toHex(end.leaf.content) };
      const claims: Absence["end"][] = [
        own,
        { ...own, path: flipped(own.path) },
        { salt: own.content },
        { salt: own.path },
      ];
      for (const claimed of claims) {
        const { schema, countHash } = absence;
        const field = { pointer, siblings: siblings.map(toHex) };
        expect(holdsAbsent({ format: absence.format, schema, countHash, field, end: claimed })).toBe(false);
      }
    }
  });
});

// An author owns every byte of a tree of its own. Whatever it builds, a pointer has one value or is absent.
describe("hostile author", () => {
  const POINTER = "/vatNumber";
  const path = pathOf({ pointer: POINTER, keccak });
  const isRight = (depth: number): boolean => (((path[depth >> 3] ?? 0) >> (7 - (depth & 7))) & 1) === 1;

  /** What stands on the pointer's way: a leaf of the pointer's, with a value of choice; an empty place; or another's leaf. */
  type Standing = { value: string } | { salt: Uint8Array } | { other: Uint8Array };

  const salt = new Uint8Array(32).fill(4);
  const nodeOf = (standing: Standing): Uint8Array => {
    if ("value" in standing) {
      const content = hashContent({ field: { type: "text", value: standing.value }, salt, keccak });
      return hashLeaf({ path, content, keccak });
    }
    return "salt" in standing
      ? hashEmpty({ salt: standing.salt, keccak })
      : hashLeaf({ path: standing.other, content: salt, keccak });
  };
  /** Everything that can be claimed of a commitment with some siblings: as many claims as check. */
  const claims = (root: Hex, standing: Standing, siblings: readonly Uint8Array[]): string[] => {
    const common = { schema: "profile/1", countHash: toHex(salt) };
    const hashes = siblings.map(toHex);
    if ("value" in standing) {
      const field = { pointer: POINTER, type: "text", value: standing.value, salt: toHex(salt), siblings: hashes };
      const shown = { format: "kontor/disclosure/2", ...common, field };
      return checkDisclosure({ disclosure: shown, commitment: root, kind }) ? [standing.value] : [];
    }
    const end =
      "salt" in standing ? { salt: toHex(standing.salt) } : { path: toHex(standing.other), content: toHex(salt) };
    const shown = { format: "kontor/absence/1", ...common, field: { pointer: POINTER, siblings: hashes }, end };
    return checkAbsence({ absence: shown, commitment: root, kind }) ? ["absent"] : [];
  };
  const rootOf = (tree: Uint8Array): Hex => toHex(hashRoot({ schema: "profile/1", countHash: salt, tree, keccak }));
  const standings: fc.Arbitrary<Standing> = fc.oneof(
    fc.constantFrom({ value: "DE1" }, { value: "DE2" }),
    bytesOf(32).map((given) => ({ salt: given })),
    bytesOf(32).map((other) => ({ other })),
  );

  test("attack: two things on one way, at the same or at different depths: only one is ever proven", () => {
    fc.assert(
      fc.property(
        standings,
        standings,
        fc.array(bytesOf(32), { maxLength: 6 }),
        fc.array(bytesOf(32), { maxLength: 6 }),
        (upper, lower, above, below) => {
          // Below the upper one's place hangs a tree with the lower one, as if the upper one's node were an inner node.
          const inner = climbFrom(nodeOf(lower), below, above.length);
          const asSibling = [nodeOf(upper), inner];
          for (const node of asSibling) {
            const root = rootOf(climbFrom(node, above, 0));
            const proven = new Set([
              ...claims(root, upper, above),
              ...claims(root, lower, [...below, ...above]),
              ...claims(root, lower, above),
              ...claims(root, upper, [...below, ...above]),
            ]);
            expect(proven.size).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  /** Climbs from a node at some depth below a place, along the pointer's way. */
  function climbFrom(node: Uint8Array, siblings: readonly Uint8Array[], depthOfTop: number): Uint8Array {
    return siblings.reduce((hash, sibling, at) => {
      const depth = depthOfTop + siblings.length - 1 - at;
      return isRight(depth)
        ? hashInner({ left: sibling, right: hash, keccak })
        : hashInner({ left: hash, right: sibling, keccak });
    }, node);
  }

  test("attack: the second value as a sibling, on the other side of the way", () => {
    const [one, two] = [{ value: "DE1" }, { value: "DE2" }] as const;
    for (const depth of [1, 2, 5]) {
      const above = Array.from({ length: depth - 1 }, (_, at) => new Uint8Array(32).fill(at + 1));
      const root = rootOf(climb({ path, node: nodeOf(one), siblings: [nodeOf(two), ...above], keccak }));
      expect(claims(root, one, [nodeOf(two), ...above])).toEqual(["DE1"]);
      expect(claims(root, two, [nodeOf(one), ...above])).toEqual([]);
    }
  });

  test("attack: an inner node, an empty place or a root shown as the leaf", () => {
    const { siblings } = committed.tree.walk(path);
    const nodes = [...siblings, committed.tree.root, fromHex({ hex: commitment, length: 32, name: "root" })];
    for (const [depth, node] of nodes.entries()) {
      for (const end of [{ salt: toHex(node) }, { path: toHex(node), content: toHex(node) }]) {
        const field = { pointer: "/tradeName/x", siblings: siblings.slice(depth).map(toHex) };
        expect(holdsAbsent({ ...absence, field, end })).toBe(false);
        expect(holdsAbsent({ ...absence, field: { ...field, pointer: POINTER }, end })).toBe(false);
      }
    }
  });
});
