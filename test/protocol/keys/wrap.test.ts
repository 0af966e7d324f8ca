import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KINDS } from "#protocol/chain/kinds.ts";
import { deriveSectionKey, generateCustomerSecret } from "#protocol/keys/section-key.ts";
import { unwrapSecret, wrapSecret } from "#protocol/keys/wrap.ts";
import {
  encodeWrapHeader,
  parseWrapHeader,
  WRAP_HEADER_LENGTH,
  WRAP_LENGTH,
  type WrapHeader,
} from "#protocol/keys/wrap-header.ts";
import { addresses, bytes32, bytesOf, flips, uint32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";

const epochs = uint32.filter((epoch) => epoch > 0);
const headers: fc.Arbitrary<WrapHeader> = fc.record({
  wrapper: fc.constantFrom("organisation", "channel"),
  chainId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  registry: addresses,
  customer: bytes32,
  keyEpoch: epochs,
  scope: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7),
  holder: addresses,
  wrapperEpoch: epochs,
});
const header: WrapHeader = {
  chainId: 31_337n,
  registry: `0x${"5f".repeat(20)}`,
  customer: `0x${"c0".repeat(32)}`,
  keyEpoch: 2,
  scope: 0,
  holder: `0x${"f3".repeat(20)}`,
  wrapperEpoch: 3,
};
const [secret, wrapKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const wrap = wrapSecret({ header, secret, wrapKey });

describe("wrap", () => {
  test("behavior: a secret comes back, with its header", () => {
    fc.assert(
      fc.property(headers, bytesOf(32), bytesOf(32), (given, inside, key) => {
        const made = wrapSecret({ header: given, secret: inside, wrapKey: key });
        expect(made).toHaveLength(WRAP_LENGTH);
        const { nonce, ...parsed } = parseWrapHeader(made);
        expect(parsed).toEqual(given);
        expect(nonce).toEqual(made.slice(97, 121));
        expect(unwrapSecret({ wrap: made, expected: given, wrapKey: key })).toEqual(inside);
      }),
    );
  });

  test("attack: every byte flipped, cut off, or added", () => {
    const codes = [
      "InvalidFormat",
      "UnknownVersion",
      "UnknownSuite",
      "UnknownWrapper",
      "UnknownScope",
      "ContextMismatch",
      "DecryptionFailed",
    ];
    const unwrap = (changed: Uint8Array): string =>
      codeOf(() => unwrapSecret({ wrap: changed, expected: header, wrapKey }));
    for (const changed of flips(wrap)) expect(codes).toContain(unwrap(changed));
    for (let length = 0; length < wrap.length; length++) expect(unwrap(wrap.subarray(0, length))).toBe("InvalidFormat");
    expect(unwrap(Uint8Array.of(...wrap, 0))).toBe("InvalidFormat");
    expect(unwrap(new Uint8Array(10_000_000))).toBe("InvalidFormat");
  });

  test("attack: a wrap of another chain, registry, customer, epoch, scope, holder or wrapper, and its header rewritten", () => {
    const moves: Partial<WrapHeader>[] = [
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
      { customer: `0x${"c1".repeat(32)}` },
      { keyEpoch: 1 },
      { scope: KINDS.profile },
      { holder: `0x${"f4".repeat(20)}` },
      { wrapperEpoch: 4 },
      { wrapper: "channel" },
    ];
    for (const move of moves) {
      const expected = { ...header, ...move };
      expect(codeOf(() => unwrapSecret({ wrap, expected, wrapKey }))).toBe("ContextMismatch");
      const moved = Uint8Array.from(wrap);
      moved.set(encodeWrapHeader({ header: expected, nonce: parseWrapHeader(wrap).nonce }));
      expect(codeOf(() => unwrapSecret({ wrap: moved, expected, wrapKey }))).toBe("DecryptionFailed");
    }
  });

  test("error: another wrap key, and lengths that are none", () => {
    const unwrap = (key: Uint8Array): string => codeOf(() => unwrapSecret({ wrap, expected: header, wrapKey: key }));
    expect(unwrap(new Uint8Array(32))).toBe("DecryptionFailed");
    expect(unwrap(new Uint8Array(16))).toBe("InvalidLength");
    expect(codeOf(() => wrapSecret({ header, secret: new Uint8Array(31), wrapKey }))).toBe("InvalidLength");
    expect(codeOf(() => wrapSecret({ header, secret, wrapKey: new Uint8Array(33) }))).toBe("InvalidLength");
  });

  test("error: unknown version, suite, wrapper, scope and epoch are each named", () => {
    const parse = (at: number, ...bytes: number[]): string => {
      const changed = Uint8Array.from(wrap);
      changed.set(bytes, at);
      return codeOf(() => parseWrapHeader(changed));
    };
    expect(parse(3, 0x52)).toBe("InvalidFormat");
    expect(parse(4, 2)).toBe("UnknownVersion");
    expect(parse(5, 9)).toBe("UnknownSuite");
    for (const wrapper of [0, 3, 255]) expect(parse(6, wrapper)).toBe("UnknownWrapper");
    for (const scope of [8, 9, 200]) expect(parse(71, 0, scope)).toBe("UnknownScope");
    expect(parse(67, 0, 0, 0, 0)).toBe("InvalidFormat");
    expect(parse(93, 0, 0, 0, 0)).toBe("InvalidFormat");
    expect(codeOf(() => wrapSecret({ header: { ...header, scope: 8 }, secret, wrapKey }))).toBe("UnknownScope");
    expect(codeOf(() => wrapSecret({ header: { ...header, keyEpoch: 0 }, secret, wrapKey }))).toBe("InvalidFormat");
    expect(codeOf(() => wrapSecret({ header: { ...header, holder: "0x1" }, secret, wrapKey }))).toBe("InvalidArgument");
  });

  test("behavior: the cipher is XChaCha20-Poly1305 with all that stands before the ciphertext as associated data", () => {
    const aad = wrap.subarray(0, WRAP_HEADER_LENGTH);
    const cipher = xchacha20poly1305(wrapKey, parseWrapHeader(wrap).nonce, aad);
    expect(cipher.decrypt(wrap.subarray(WRAP_HEADER_LENGTH))).toEqual(secret);
  });
});

describe("section key", () => {
  test("behavior: each kind's is another, and none is the customer secret", () => {
    const customerSecret = generateCustomerSecret();
    const keys = [1, 2, 3, 4, 5, 6, 7].map((kind) => deriveSectionKey({ customerSecret, kind }).join());
    expect(new Set([...keys, customerSecret.join()]).size).toBe(8);
  });

  test("error: a kind without records, a secret of another length", () => {
    expect(codeOf(() => deriveSectionKey({ customerSecret: secret, kind: 8 }))).toBe("UnknownKind");
    expect(codeOf(() => deriveSectionKey({ customerSecret: new Uint8Array(31), kind: 1 }))).toBe("InvalidLength");
  });
});
