import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { expect, test } from "vitest";
import { KINDS } from "#protocol/chain/kinds.ts";
import { type EnvelopeHeader, encodeEnvelopeHeader } from "#protocol/envelope/header.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { derivePayloadKey } from "#protocol/envelope/payload-key.ts";
import { codeOf } from "../fixtures/error-code.ts";
import { collide } from "./collide.ts";

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
