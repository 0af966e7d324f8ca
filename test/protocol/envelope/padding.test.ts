import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MIN_PADDED_LENGTH, pad, paddedLength, unpad } from "#protocol/envelope/padding.ts";
import { decodePlaintext, encodePlaintext } from "#protocol/envelope/plaintext.ts";
import { bytesOf } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";

/** The paper's algorithm 1, in floating point. */
function oracle(length: number): number {
  const exponent = Math.floor(Math.log2(length));
  const bits = exponent - (Math.floor(Math.log2(exponent)) + 1);
  return Math.ceil(length / 2 ** bits) * 2 ** bits;
}

describe("paddedLength", () => {
  test("behavior: it is the Padmé length of the paper from 256 on, and 256 below", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 21 }), (length) => {
        expect(paddedLength(length)).toBe(length <= 256 ? 256 : oracle(length));
      }),
      { numRuns: 2_000 },
    );
  });

  test("behavior: it never shortens, costs 12% at most, grows with the length, and is its own padding", () => {
    fc.assert(
      fc.property(fc.integer({ min: 256, max: 2 ** 21 }), (length) => {
        const padded = paddedLength(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThanOrEqual(Math.ceil(length * 1.12));
        expect(paddedLength(padded)).toBe(padded);
        expect(paddedLength(length + 1)).toBeGreaterThanOrEqual(padded);
      }),
    );
  });

  test("behavior: few lengths are left to tell records apart", () => {
    const lengths = new Set(Array.from({ length: 10_000 }, (_, length) => paddedLength(length)));
    expect(lengths.size).toBeLessThan(90);
  });
});

describe("plaintext", () => {
  test("behavior: it comes back from its padding", () => {
    fc.assert(
      fc.property(bytesOf(32), fc.uint8Array({ maxLength: 2_000 }), (entrySecret, json) => {
        const padded = encodePlaintext({ entrySecret, json });
        expect(padded.length).toBe(paddedLength(36 + json.length));
        expect(decodePlaintext(padded)).toEqual({ entrySecret, json });
      }),
    );
  });

  test("attack: a byte of the padding that isn't zero, every one of them", () => {
    const content = new Uint8Array(100).fill(1);
    for (let at = 100; at < MIN_PADDED_LENGTH; at++) {
      const padded = pad(content);
      padded[at] = 1;
      expect(codeOf(() => unpad({ padded, length: 100 }))).toBe("InvalidPadding");
    }
  });

  test("attack: a length that says more than there is, or padding for another length", () => {
    const encoded = encodePlaintext({ entrySecret: new Uint8Array(32), json: new Uint8Array(300) });
    for (const length of [301, 400, 100_000, 0xffff_ffff]) {
      const changed = Uint8Array.from(encoded);
      new DataView(changed.buffer).setUint32(32, length);
      expect(["InvalidPadding", "nothing thrown"]).toContain(codeOf(() => decodePlaintext(changed)));
      if (length > 400) expect(codeOf(() => decodePlaintext(changed))).toBe("InvalidPadding");
    }
    expect(codeOf(() => decodePlaintext(Uint8Array.of(...encoded, 0)))).toBe("InvalidPadding");
    expect(codeOf(() => decodePlaintext(encoded.subarray(0, -1)))).toBe("InvalidPadding");
    for (const length of [0, 35, 36, 255])
      expect(codeOf(() => decodePlaintext(new Uint8Array(length)))).toBe("InvalidPadding");
  });
});
