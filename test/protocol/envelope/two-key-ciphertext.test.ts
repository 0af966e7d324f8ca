import { xchacha20, xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { expect, test } from "vitest";
import { KINDS } from "#protocol/chain/kinds.ts";
import { type EnvelopeHeader, encodeEnvelopeHeader } from "#protocol/envelope/header.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { derivePayloadKey } from "#protocol/envelope/payload-key.ts";
import { codeOf } from "../fixtures/error-code.ts";

const P = 2n ** 130n - 5n;
const BLOCK = 2n ** 128n;
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn;

const little = (bytes: Uint8Array): bigint => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
const mod = (a: bigint): bigint => ((a % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n, square = mod(square * square))
    if (rest & 1n) result = mod(result * square);
  return result;
}

const inverse = (a: bigint): bigint => power(a, P - 2n);

/** Poly1305's r and s under an XChaCha20-Poly1305 key and nonce: the cipher's first 32 bytes. */
function macKey({ key, nonce }: { key: Uint8Array; nonce: Uint8Array }): { r: bigint; s: bigint } {
  const stream = xchacha20(key, nonce, new Uint8Array(32));
  return { r: little(stream.subarray(0, 16)) & CLAMP, s: little(stream.subarray(16)) };
}

/** The numbers that Poly1305 reads: associated data, ciphertext, lengths, in blocks of 16. All whole blocks but the first part's last. */
function macBlocks({ header, ciphertext }: { header: Uint8Array; ciphertext: Uint8Array }): bigint[] {
  const padded = new Uint8Array(Math.ceil(header.length / 16) * 16);
  padded.set(header);
  const lengths = new Uint8Array(16);
  new DataView(lengths.buffer).setBigUint64(0, BigInt(header.length), true);
  new DataView(lengths.buffer).setBigUint64(8, BigInt(ciphertext.length), true);
  const all = Uint8Array.of(...padded, ...ciphertext, ...lengths);
  return Array.from({ length: all.length / 16 }, (_, at) => little(all.subarray(at * 16, at * 16 + 16)) + BLOCK);
}

/**
 * A ciphertext whose tag is right under two keys: two of its blocks are the unknowns of two linear equations over the field
 * of Poly1305 (Len, Grubbs, Ristenpart, "Partitioning Oracle Attacks", 2021). A solution has to fit in 128 bits, which one
 * in sixteen does, so a counter in another block gives new tries.
 */
function collide({
  keys,
  nonce,
  header,
  length,
}: {
  keys: [Uint8Array, Uint8Array];
  nonce: Uint8Array;
  header: Uint8Array;
  length: number;
}): Uint8Array {
  const macs = keys.map((key) => macKey({ key, nonce }));
  const ciphertext = new Uint8Array(length);
  const first = Math.ceil(header.length / 16);
  for (let attempt = 0; attempt < 10_000; attempt++) {
    new DataView(ciphertext.buffer).setUint32(64, attempt);
    ciphertext.fill(0, 0, 32);
    const blocks = macBlocks({ header, ciphertext });
    const tag = BigInt(attempt) * 0x1234567890abcdefn + 7n;
    const equations = macs.map(({ r, s }) => {
      const weight = (at: number): bigint => power(r, BigInt(blocks.length - at));
      const known = blocks.reduce((sum, block, at) => mod(sum + block * weight(at)), 0n);
      return { a: weight(first), b: weight(first + 1), c: mod(((((tag - s) % BLOCK) + BLOCK) % BLOCK) - known) };
    });
    const [one, two] = equations;
    if (one === undefined || two === undefined) throw new Error("two keys");
    const determinant = inverse(mod(one.a * two.b - two.a * one.b));
    const x = mod((one.c * two.b - two.c * one.b) * determinant);
    const y = mod((one.a * two.c - two.a * one.c) * determinant);
    if (x >= BLOCK || y >= BLOCK) continue;
    const bytes = (number: bigint): Uint8Array =>
      Uint8Array.from({ length: 16 }, (_, at) => Number((number >> BigInt(8 * at)) & 255n));
    ciphertext.set(bytes(x), 0);
    ciphertext.set(bytes(y), 16);
    return Uint8Array.of(...ciphertext, ...bytes(tag % BLOCK));
  }
  throw new Error("no solution");
}

test("attack: one ciphertext that the cipher opens under two keys opens as an envelope under one at most", () => {
  const context = {
    chainId: 1n,
    registry: `0x${"5f".repeat(20)}`,
    customer: `0x${"c0".repeat(32)}`,
    sequence: 1n,
    kind: KINDS.note,
    keyEpoch: 1,
  } as const;
  const nonce = new Uint8Array(24).fill(4);
  const materials = [1, 2].map((fill) => ({
    sectionKey: new Uint8Array(32).fill(fill),
    shredShare: new Uint8Array(32).fill(fill),
  }));
  const header: EnvelopeHeader = {
    context,
    labels: { classification: "public", region: "EU" },
    nonce,
    keyCommitment: new Uint8Array(32),
    ciphertextLength: 272,
  };
  const derived = materials.map((material) => derivePayloadKey({ ...material, header: encodeEnvelopeHeader(header) }));
  const [one, two] = derived;
  if (one === undefined || two === undefined) throw new Error("two keys");
  for (const [committedTo, { commitment: keyCommitment }] of derived.entries()) {
    const encoded = encodeEnvelopeHeader({ ...header, keyCommitment });
    const ciphertext = collide({ keys: [one.key, two.key], nonce, header: encoded, length: 256 });
    // The attack works on the cipher: both keys take the tag for theirs, and read different plaintexts.
    const plaintexts = [one, two].map(({ key }) => xchacha20poly1305(key, nonce, encoded).decrypt(ciphertext));
    expect(plaintexts[0]).not.toEqual(plaintexts[1]);
    // And not on the envelope: the key that the header doesn't commit to is refused before decrypting.
    const envelope = Uint8Array.of(...encoded, ...ciphertext);
    const expected = { context, commitment: `0x${"00".repeat(32)}`, payloadDigest: payloadDigestOf(envelope) } as const;
    for (const [index, material] of materials.entries()) {
      const code = codeOf(() => openEnvelope({ envelope, expected, ...material }));
      if (index === committedTo) expect(code).not.toBe("KeyCommitmentMismatch");
      else expect(code).toBe("KeyCommitmentMismatch");
    }
  }
});
