import type { Hex } from "viem";
import type { Keccak } from "#protocol/bytes/keccak.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import type { Keyring } from "../keys/keyring.ts";
import { openCustomerSecret } from "../keys/open-customer-secret.ts";
import type { Registry } from "../registry/registry.ts";
import { getOpenings, type Opening } from "../service/get-openings.ts";
import type { Service } from "../service/service.ts";
import { fastKeccak } from "../write/fast-keccak.ts";
import type { ReadCustomer, ReadEntry } from "./read-entry.ts";

export type OpenEntriesParameters = {
  registry: Registry;
  service: Service;
  keyring?: Keyring | undefined;
  customers: readonly ReadCustomer[];
  /** By payload digest. */
  payloads: ReadonlyMap<Hex, ServedPayload>;
};

/** Opens the payloads that were judged to be the chain's, where the keyring's organisation is the entry's steward. */
export async function openEntries(parameters: OpenEntriesParameters): Promise<ReadCustomer[]> {
  const { keyring, customers, payloads } = parameters;
  if (keyring === undefined) return [...customers];
  const openable = customers.flatMap(({ entries }) =>
    entries.filter((entry) => isOpenable({ entry, keyring, payloads })),
  );
  const openings = await openingsOf({ ...parameters, keyring, entries: openable });
  const keccak = await fastKeccak();
  return customers.map((customer) => ({
    ...customer,
    entries: customer.entries.map((entry) =>
      isOpenable({ entry, keyring, payloads }) ? openEntry({ ...parameters, keyring, entry, openings, keccak }) : entry,
    ),
  }));
}

type Openings = { byCustomer: ReadonlyMap<string, Opening> } | { refusal: string };

function isOpenable(parameters: {
  entry: ReadEntry;
  keyring: Keyring;
  payloads: ReadonlyMap<Hex, ServedPayload>;
}): boolean {
  const { entry, keyring, payloads } = parameters;
  if (entry.entry === null || !["current", "superseded", "pending"].includes(entry.verdict)) return false;
  const { header, body } = entry.entry;
  const isOurs = header.steward.toLowerCase() === keyring.organisation.toLowerCase();
  return isOurs && payloads.get(body.payloadDigest) instanceof Uint8Array;
}

async function openingsOf(parameters: {
  service: Service;
  keyring: Keyring;
  entries: readonly ReadEntry[];
}): Promise<Openings> {
  const { service, keyring, entries } = parameters;
  const items = new Map<string, { customer: Hex; keyEpoch: number }>();
  for (const { entry } of entries) {
    if (entry === null) continue;
    const item = { customer: entry.header.customer, keyEpoch: entry.body.keyEpoch };
    items.set(nameOf(item), item);
  }
  if (items.size === 0) return { byCustomer: new Map() };
  try {
    const openings = await getOpenings({ service, organisation: keyring.organisation, items: [...items.values()] });
    return { byCustomer: new Map(openings.map((opening) => [nameOf(opening), opening])) };
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { refusal: error.code };
  }
}

function openEntry(parameters: {
  registry: Registry;
  keyring: Keyring;
  entry: ReadEntry;
  payloads: ReadonlyMap<Hex, ServedPayload>;
  openings: Openings;
  keccak: Keccak;
}): ReadEntry {
  const { registry, keyring, entry: read, payloads, openings, keccak } = parameters;
  if (read.entry === null) return read;
  if ("refusal" in openings) return { ...read, refusal: openings.refusal };
  const { header, body } = read.entry;
  const { kind, keyEpoch, commitment, payloadDigest } = body;
  const envelope = payloads.get(payloadDigest);
  const opening = openings.byCustomer.get(nameOf({ customer: header.customer, keyEpoch }));
  if (!(envelope instanceof Uint8Array) || opening === undefined || opening.share === null) {
    return { ...read, refusal: "NoOpening" };
  }
  try {
    const customerSecret = openCustomerSecret({ registry, keyring, opening });
    const { customer, sequence } = header;
    const chainId = BigInt(registry.chainId);
    const context = { chainId, registry: registry.address, customer, sequence, kind, keyEpoch };
    const opened = openEnvelope({
      envelope,
      expected: { context, commitment, payloadDigest },
      sectionKey: deriveSectionKey({ customerSecret, kind }),
      shredShare: opening.share,
      keccak,
    });
    return { ...read, ...opened };
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { ...read, refusal: error.code };
  }
}

function nameOf({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): string {
  return `${customer} ${keyEpoch}`;
}
