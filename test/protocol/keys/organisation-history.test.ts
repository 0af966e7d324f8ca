import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import type { Hex } from "viem";
import { beforeAll, describe, expect, test } from "vitest";
import {
  encodeHistoryHeader,
  HISTORY_HEADER_LENGTH,
  HISTORY_WRAP_LENGTH,
  type HistoryHeader,
  parseHistoryHeader,
} from "#protocol/keys/history-header.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { openOldSecret, wrapOldSecret } from "#protocol/keys/organisation-history.ts";
import { deriveOrganisationWrapKey, organisationPublicKeyOf } from "#protocol/keys/organisation-key.ts";
import { addresses, bytesOf, flips, uint32 } from "../fixtures/arbitraries.ts";
import { codeOf, codeOfAsync } from "../fixtures/error-code.ts";

const header: HistoryHeader = {
  chainId: 31_337n,
  registry: `0x${"5f".repeat(20)}`,
  organisation: `0x${"f3".repeat(20)}`,
  epoch: 2,
};
/** By epoch: 1 to 4. */
const secrets = [0, 1, 2, 3, 4].map((byte) => new Uint8Array(32).fill(byte + 16));
const secretOf = (epoch: number): Uint8Array => secrets[epoch] as Uint8Array;
const hashes: Hex[] = [];
const wrapOf = (epoch: number): Uint8Array =>
  wrapOldSecret({ header: { ...header, epoch }, oldSecret: secretOf(epoch), nextSecret: secretOf(epoch + 1) });
const wrap = wrapOf(2);

beforeAll(async () => {
  for (const secret of secrets) hashes.push(keyHashOf(await organisationPublicKeyOf(secret)));
});

const open = (change: Partial<Parameters<typeof openOldSecret>[0]>): Promise<string> =>
  codeOfAsync(() =>
    openOldSecret({
      wrap,
      expected: header,
      nextSecret: secretOf(3),
      organisationKeyHash: hashes[2] as Hex,
      ...change,
    }),
  );

describe("history wrap", () => {
  test("default: the secret of the next epoch opens it", async () => {
    expect(wrap).toHaveLength(HISTORY_WRAP_LENGTH);
    const { nonce, ...parsed } = parseHistoryHeader(wrap);
    expect(parsed).toEqual(header);
    expect(nonce).toEqual(wrap.slice(58, 82));
    const organisationKeyHash = hashes[2]?.toUpperCase().replace("X", "x") as Hex;
    expect(await openOldSecret({ wrap, expected: header, nextSecret: secretOf(3), organisationKeyHash })).toEqual(
      secretOf(2),
    );
  });

  test("behavior: any header comes back", () => {
    const headers = fc.record({
      chainId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      registry: addresses,
      organisation: addresses,
      epoch: uint32.filter((epoch) => epoch > 0),
    });
    fc.assert(
      fc.property(headers, bytesOf(32), bytesOf(32), (given, oldSecret, nextSecret) => {
        const { nonce, ...parsed } = parseHistoryHeader(wrapOldSecret({ header: given, oldSecret, nextSecret }));
        expect(parsed).toEqual(given);
        expect(nonce).toHaveLength(24);
      }),
    );
  });

  test("behavior: whoever has the newest secret walks back to the first", async () => {
    let secret = secretOf(4);
    for (const epoch of [3, 2, 1]) {
      const expected = { ...header, epoch };
      const organisationKeyHash = hashes[epoch] as Hex;
      secret = await openOldSecret({ wrap: wrapOf(epoch), expected, nextSecret: secret, organisationKeyHash });
      expect(secret).toEqual(secretOf(epoch));
    }
  });

  test("attack: a removed member with an old secret, and every history wrap, opens none of a later epoch", async () => {
    const wraps = [1, 2, 3].map((epoch) => ({ epoch, wrap: wrapOf(epoch) }));
    for (const removedAt of [1, 2, 3]) {
      for (const { epoch, wrap: later } of wraps.filter((item) => item.epoch >= removedAt)) {
        const change = { wrap: later, expected: { ...header, epoch }, organisationKeyHash: hashes[epoch] as Hex };
        for (const old of secrets.slice(0, removedAt + 1)) {
          expect(await open({ ...change, nextSecret: old })).toBe("DecryptionFailed");
          // The old secret's other keys don't fit either.
          expect(await open({ ...change, nextSecret: deriveOrganisationWrapKey(old) })).toBe("DecryptionFailed");
        }
      }
    }
  });

  test("attack: every byte flipped, cut off, or added", async () => {
    const codes = ["InvalidFormat", "UnknownVersion", "UnknownSuite", "ContextMismatch", "DecryptionFailed"];
    for (const [at, changed] of flips(wrap).entries()) {
      expect(codes, `byte ${at}`).toContain(await open({ wrap: changed }));
    }
    for (let length = 0; length < wrap.length; length++) {
      expect(await open({ wrap: wrap.subarray(0, length) })).toBe("InvalidFormat");
    }
    expect(await open({ wrap: Uint8Array.of(...wrap, 0) })).toBe("InvalidFormat");
    expect(await open({ wrap: new Uint8Array(10_000_000) })).toBe("InvalidFormat");
  });

  test("attack: a wrap of another chain, registry, organisation or epoch, and its header rewritten", async () => {
    const moves: Partial<HistoryHeader>[] = [
      { chainId: 1n },
      { registry: `0x${"60".repeat(20)}` },
      { organisation: `0x${"f4".repeat(20)}` },
      { epoch: 1 },
      { epoch: 3 },
    ];
    for (const move of moves) {
      const expected = { ...header, ...move };
      expect(await open({ expected })).toBe("ContextMismatch");
      const moved = Uint8Array.from(wrap);
      moved.set(encodeHistoryHeader({ header: expected, nonce: parseHistoryHeader(wrap).nonce }));
      expect(await open({ wrap: moved, expected })).toBe("DecryptionFailed");
    }
  });

  test("attack: a member who puts an invented secret under a good successor", async () => {
    const forged = wrapOldSecret({ header, oldSecret: new Uint8Array(32).fill(9), nextSecret: secretOf(3) });
    expect(await open({ wrap: forged })).toBe("KeyHashMismatch");
    const older = wrapOldSecret({ header, oldSecret: secretOf(1), nextSecret: secretOf(3) });
    expect(await open({ wrap: older })).toBe("KeyHashMismatch");
  });

  test("error: secrets of another length, epoch 0, unknown version and suite", async () => {
    expect(codeOf(() => wrapOldSecret({ header, oldSecret: new Uint8Array(31), nextSecret: secretOf(3) }))).toBe(
      "InvalidLength",
    );
    expect(codeOf(() => wrapOldSecret({ header, oldSecret: secretOf(2), nextSecret: new Uint8Array(33) }))).toBe(
      "InvalidLength",
    );
    expect(await open({ nextSecret: new Uint8Array(0) })).toBe("InvalidLength");
    const zero = { header: { ...header, epoch: 0 }, oldSecret: secretOf(2), nextSecret: secretOf(3) };
    expect(codeOf(() => wrapOldSecret(zero))).toBe("InvalidFormat");
    for (const [at, bytes, code] of [
      [3, [0x57], "InvalidFormat"],
      [4, [2], "UnknownVersion"],
      [5, [0], "UnknownSuite"],
      [5, [2], "UnknownSuite"],
      [54, [0, 0, 0, 0], "InvalidFormat"],
    ] as const) {
      const changed = Uint8Array.from(wrap);
      changed.set(bytes, at);
      expect(codeOf(() => parseHistoryHeader(changed))).toBe(code);
    }
  });

  test("behavior: the cipher is XChaCha20-Poly1305 under HKDF of the next secret, all before it as associated data", () => {
    const label = new TextEncoder().encode("kontor/organisation-history/1");
    const key = hkdf(sha256, secretOf(3), undefined, label, 32);
    const cipher = xchacha20poly1305(key, parseHistoryHeader(wrap).nonce, wrap.subarray(0, HISTORY_HEADER_LENGTH));
    expect(cipher.decrypt(wrap.subarray(HISTORY_HEADER_LENGTH))).toEqual(secretOf(2));
  });
});
