import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Address, Hex } from "viem";
import { openEntries } from "#client/read/open-entries.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import { loadFastKeccak } from "#protocol/bytes/load-fast-keccak.ts";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { commitRecord } from "#protocol/commitment/commit.ts";
import { deriveSalts } from "#protocol/commitment/salts.ts";
import { ENVELOPE_HEADER_LENGTH, parseEnvelopeHeader } from "#protocol/envelope/header.ts";
import { derivePayloadKey } from "#protocol/envelope/payload-key.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import { parseWrapHeader, WRAP_HEADER_LENGTH } from "#protocol/keys/wrap-header.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import { loadNorthwind } from "../demo/northwind.ts";
import { makeKeysWorld } from "./keys-world.ts";

const CUSTOMERS = 1_000;
const ROUNDS = 5;
const NO_INFO = new Uint8Array(100);

export type Opening = { customers: number; ours: number; bare: number };

/**
 * Opens 1,000 customers' profiles as the client does (answers parsed, wraps opened, envelopes decrypted, records parsed,
 * commitments rebuilt), beside the primitives alone on the same bytes: the same AEAD decryptions and the same hashes, with
 * every input laid out beforehand. Milliseconds, the best of some rounds each.
 */
export async function measureOpening(): Promise<Opening> {
  const world = await makeKeysWorld({ count: CUSTOMERS });
  const profiles = (await loadNorthwind()).map(({ profile }) => profile);
  const keccak = await loadFastKeccak();
  const payloads = new Map<Hex, Uint8Array>();
  const customers: ReadCustomer[] = [];
  const bareInputs: BareInput[] = [];
  for (const [index, one] of [...world.customers.values()].entries()) {
    const record = profiles[index % profiles.length] as Profile;
    const sectionKey = deriveSectionKey({ customerSecret: one.customerSecret, kind: KINDS.profile });
    const entrySecret = crypto.getRandomValues(new Uint8Array(32));
    const { chainId, address: registry } = world.registry;
    const place = { customer: one.customer, sequence: 1n, kind: KINDS.profile, keyEpoch: 1 };
    const sealed = sealEnvelope({
      context: { chainId: BigInt(chainId), registry, ...place },
      labels: record.labels,
      record,
      entrySecret,
      sectionKey,
      shredShare: one.shredShare,
      keccak,
    });
    payloads.set(sealed.payloadDigest, sealed.envelope);
    customers.push(readOf({ steward: world.keyring.organisation, customer: one.customer, ...sealed }));
    const { key } = derivePayloadKey({
      sectionKey,
      shredShare: one.shredShare,
      header: sealed.envelope.subarray(0, ENVELOPE_HEADER_LENGTH),
    });
    const hashed: Uint8Array[] = [];
    commitRecord({ record, entrySecret, keccak: (bytes) => keccak(hashed[hashed.push(bytes) - 1] as Uint8Array) });
    const { wrapKey } = world.keyring.current;
    bareInputs.push({ ...one, envelope: sealed.envelope, key, wrapKey, sectionKey, entrySecret, hashed });
  }
  const { registry, service, keyring } = world;
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    const opened = await openEntries({ registry, service, keyring, customers, payloads });
    ours.push(performance.now() - begun);
    if (opened.some(({ entries }) => entries[0]?.record == null)) throw new Error("A customer did not open.");
    bare.push(measureBare({ inputs: bareInputs, keccak }));
  }
  return { customers: CUSTOMERS, ours: Math.min(...ours), bare: Math.min(...bare) };
}

type BareInput = {
  wrap: Uint8Array;
  wrapKey: Uint8Array;
  sectionKey: Uint8Array;
  envelope: Uint8Array;
  key: Uint8Array;
  entrySecret: Uint8Array;
  /** What the commitment hashes. */
  hashed: readonly Uint8Array[];
};

/** The AEAD and hash calls of an opening, and nothing else. */
function measureBare(parameters: { inputs: readonly BareInput[]; keccak: (bytes: Uint8Array) => Uint8Array }): number {
  const { inputs, keccak } = parameters;
  const prepared = inputs.map((input) => ({
    ...input,
    wrapNonce: parseWrapHeader(input.wrap).nonce,
    nonce: parseEnvelopeHeader(input.envelope).nonce,
  }));
  const begun = performance.now();
  for (const { wrap, wrapKey, wrapNonce, sectionKey, envelope, key, nonce, entrySecret, hashed } of prepared) {
    const header = wrap.subarray(0, WRAP_HEADER_LENGTH);
    const secret = xchacha20poly1305(wrapKey, wrapNonce, header).decrypt(wrap.subarray(WRAP_HEADER_LENGTH));
    hkdf(sha256, secret, undefined, NO_INFO.subarray(0, 18), 32);
    hkdf(sha256, sectionKey, undefined, NO_INFO, 64);
    sha256(envelope);
    const aad = envelope.subarray(0, ENVELOPE_HEADER_LENGTH);
    xchacha20poly1305(key, nonce, aad).decrypt(envelope.subarray(ENVELOPE_HEADER_LENGTH));
    deriveSalts({ entrySecret, count: hashed.length });
    for (const bytes of hashed) keccak(bytes);
  }
  return performance.now() - begun;
}

function readOf(parameters: { steward: Address; customer: Hex; commitment: Hex; payloadDigest: Hex }): ReadCustomer {
  const { steward, customer, commitment, payloadDigest } = parameters;
  const entry: Entry = {
    header: { customer, sequence: 1n, steward },
    body: { previous: customer, author: steward, kind: KINDS.profile, keyEpoch: 1, commitment, payloadDigest },
  };
  const head = hashEntry(entry);
  const unread = { place: null, record: null, entrySecret: null, refusal: null, replacedBy: null };
  return {
    customer,
    head,
    verdict: "proven",
    entries: [{ sequence: 1n, verdict: "proven", entry, head, ...unread }],
  };
}
