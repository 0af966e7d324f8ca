import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { bytes32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";

/** RFC 4648 by arithmetic on one large number; 160 bits need no padding. */
function base32(bytes: Uint8Array): string {
  const number = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  return Array.from({ length: 32 }, (_, at) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Number((number >> BigInt(155 - 5 * at)) & 31n)),
  ).join("");
}

test("behavior: it is the first 160 bits in base32, in eight groups of four", () => {
  fc.assert(
    fc.property(bytes32, (keyHash) => {
      const fingerprint = fingerprintOf(keyHash);
      expect(fingerprint).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
      expect(fingerprint.replaceAll(" ", "")).toBe(base32(Buffer.from(keyHash.slice(2, 42), "hex")));
    }),
  );
});

test("error: a hash or a key of another length", () => {
  expect(codeOf(() => fingerprintOf("0x12"))).toBe("InvalidHex");
  expect(codeOf(() => keyHashOf(new Uint8Array(32)))).toBe("InvalidLength");
});
