import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRegistry } from "#client/acts/call-registry.ts";
import { openCustomerSecret } from "#client/keys/open-customer-secret.ts";
import { latestEntry } from "#client/read/latest-entry.ts";
import { getOpenings } from "#client/service/openings.ts";
import { putPayload } from "#client/service/payloads.ts";
import { proveRegistry } from "#client/verify/prove-registry.ts";
import { verifyCustomers } from "#client/verify/verify-customers.ts";
import { predecessorOf } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { encodeEnvelopeHeader } from "#protocol/envelope/header.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import { derivePayloadKey } from "#protocol/envelope/payload-key.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import { type Consortium, readAs, settle, share, startConsortium, write } from "#test/client/consortium.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { collide } from "#test/protocol/envelope/collide.ts";

let world: Consortium;
beforeAll(async () => {
  world = await startConsortium();
});
afterAll(() => world.stop());

type Place = Awaited<ReturnType<typeof nextPlace>>;

/** Where a member's next note goes, with everything that a member legitimately has for it. */
async function nextPlace(customer: Hex) {
  const { registry, keeper, organisation } = world;
  const { service, keyring } = keeper;
  const keyEpoch = keyring.current.epoch;
  const latest = await latestEntry({ registry, service, customer });
  const [opening] = await getOpenings({ service, organisation, items: [{ customer, keyEpoch }] });
  if (latest === null || opening?.share == null) throw new Error("The customer is there.");
  const predecessor = predecessorOf(latest);
  const customerSecret = openCustomerSecret({ registry, keyring, opening });
  return {
    predecessor,
    context: {
      chainId: BigInt(registry.chainId),
      registry: registry.address,
      customer,
      sequence: predecessor.header.sequence + 1n,
      kind: KINDS.note,
      keyEpoch,
    },
    material: { sectionKey: deriveSectionKey({ customerSecret, kind: KINDS.note }), shredShare: opening.share },
  };
}

/** Writes an envelope with the member's own wallet, past the client's checks. */
async function forceAppend(parameters: { place: Place; envelope: Uint8Array; commitment: Hex }): Promise<void> {
  const { place, envelope, commitment } = parameters;
  const { registry, keeper, organisation } = world;
  const payloadDigest = payloadDigestOf(envelope);
  await putPayload({ service: keeper.service, organisation, digest: payloadDigest, envelope });
  const content = { kind: KINDS.note, keyEpoch: place.context.keyEpoch, commitment, payloadDigest };
  const args = [place.predecessor, content] as const;
  await callRegistry({ registry, wallet: keeper.wallet, functionName: "append", args });
  await settle(world);
}

async function shown(customer: Hex) {
  const readers = [world.keeper, world.writer, world.other.reader];
  return Promise.all(readers.map(async (as) => (await readAs({ world, customer, as })).entries.at(-1)));
}

describe("a writer who plays false", () => {
  it("attack: a commitment to something else than the plaintext is refused by every reader", async () => {
    const customer = await write({ world, records: [companyProfile()] });
    await share(world, { customers: [customer] });
    const place = await nextPlace(customer);
    const seal = (text: string) => {
      const record = note(text);
      return sealEnvelope({ context: place.context, labels: record.labels, record, ...place.material });
    };
    await forceAppend({
      place,
      envelope: seal("what is sealed").envelope,
      commitment: seal("what is promised").commitment,
    });
    const refused = ["proven", "CommitmentMismatch"];
    expect(await shown(customer)).toEqual([refused, refused, refused]);
  });

  it("attack: an envelope of another customer, entry or epoch is refused by a stranger without keys", async () => {
    const customer = await write({ world, records: [companyProfile()] });
    const other = await write({ world, records: [companyProfile()] });
    const record = note("a");
    const sealedFor = (place: Place, context: Partial<Place["context"]>) =>
      sealEnvelope({
        context: { ...place.context, ...context },
        labels: record.labels,
        record,
        ...place.material,
      }).envelope;
    const wrong: ((place: Place) => Uint8Array)[] = [
      (place) => sealedFor(place, { customer: other }),
      (place) => sealedFor(place, { sequence: 1n }),
      (place) => sealedFor(place, { keyEpoch: place.context.keyEpoch + 1 }),
    ];
    for (const make of wrong) {
      const place = await nextPlace(customer);
      await forceAppend({ place, envelope: make(place), commitment: `0x${"77".repeat(32)}` });
    }
    const proven = await proveRegistry({ clients: [world.client], registry: world.registry.address });
    for await (const report of verifyCustomers({ proven, customers: [customer], service: world.service })) {
      expect(report).toMatchObject({ verdict: "proven", verified: false });
      expect(report.entries.map(({ verdict, refusal }) => [verdict, refusal])).toEqual([
        ["proven", null],
        ...wrong.map(() => ["proven", "ContextMismatch"]),
      ]);
    }
  });

  it("attack: a ciphertext that the cipher opens under two keys opens two ways for nobody", async () => {
    const customer = await write({ world, records: [companyProfile()] });
    await share(world, { customers: [customer] });
    const codes: unknown[] = [];
    for (const committedTo of [0, 1] as const) {
      const place = await nextPlace(customer);
      const nonce = crypto.getRandomValues(new Uint8Array(24));
      const labels = note("x").labels;
      const unkeyed = {
        context: place.context,
        labels,
        nonce,
        keyCommitment: new Uint8Array(32),
        ciphertextLength: 272,
      };
      const materials = [place.material, { sectionKey: new Uint8Array(32), shredShare: new Uint8Array(32) }];
      const keys = materials.map((material) =>
        derivePayloadKey({ ...material, header: encodeEnvelopeHeader(unkeyed) }),
      );
      const [one, two] = keys;
      if (one === undefined || two === undefined)
        throw new KontorError({ code: "InvariantBroken", message: "Two keys." });
      const header = encodeEnvelopeHeader({
        ...unkeyed,
        keyCommitment: keys[committedTo]?.commitment ?? new Uint8Array(),
      });
      const ciphertext = collide({ keys: [one.key, two.key], nonce, header, length: 256 });
      // The cipher takes it under both.
      for (const { key } of keys) xchacha20poly1305(key, nonce, header).decrypt(ciphertext);
      const envelope = Uint8Array.of(...header, ...ciphertext);
      await forceAppend({ place, envelope, commitment: `0x${"77".repeat(32)}` });
      codes.push(await shown(customer));
    }
    // Committed to the readers' key it decrypts to what is no record; committed to the other it does not decrypt.
    expect(codes).toEqual([
      Array.from({ length: 3 }, () => ["proven", "InvalidPadding"]),
      Array.from({ length: 3 }, () => ["proven", "KeyCommitmentMismatch"]),
    ]);
  });
});
