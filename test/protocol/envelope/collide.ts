import { xchacha20 } from "@noble/ciphers/chacha.js";

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
export function collide({
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
