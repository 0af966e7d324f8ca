import type { Hex } from "viem";
import type { Keccak } from "#protocol/bytes/keccak.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import type { Registry } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import { fastKeccak } from "../write/fast-keccak.ts";
import type { ReadCustomer, ReadEntry } from "./read-entry.ts";
import { type EntryKeys, type Reader, sectionKeys, type WantedKeys } from "./section-keys.ts";

export type OpenEntriesParameters = Reader & {
  registry: Registry;
  service: Service;
  customers: readonly ReadCustomer[];
  /** By payload digest. */
  payloads: ReadonlyMap<Hex, ServedPayload>;
};

/**
 * Opens the payloads that were judged to be the chain's, with what the reader holds: of its own customers every kind, of shared
 * ones what was shared. What does not open says why and keeps its verdict.
 */
export async function openEntries(parameters: OpenEntriesParameters): Promise<ReadCustomer[]> {
  const { keyring, identity, customers, payloads } = parameters;
  if (keyring === undefined && identity === undefined) return [...customers];
  const openable = new Set(
    customers.flatMap(({ entries }) => entries.filter((entry) => isOpenable({ entry, payloads }))),
  );
  const keys = await keysOf({ ...parameters, openable });
  const keccak = await fastKeccak();
  return customers.map((customer) => ({
    ...customer,
    entries: customer.entries.map((entry) =>
      openable.has(entry) ? openEntry({ ...parameters, entry, keys, keccak }) : entry,
    ),
  }));
}

type Keys = ((wanted: WantedKeys) => EntryKeys[]) | { refusal: string };

function isOpenable({ entry, payloads }: { entry: ReadEntry; payloads: ReadonlyMap<Hex, ServedPayload> }): boolean {
  if (entry.entry === null || !["current", "superseded", "pending"].includes(entry.verdict)) return false;
  return payloads.get(entry.entry.body.payloadDigest) instanceof Uint8Array;
}

async function keysOf(parameters: OpenEntriesParameters & { openable: ReadonlySet<ReadEntry> }): Promise<Keys> {
  const wanted = [...parameters.openable].flatMap(({ entry }) => (entry === null ? [] : [wantedOf(entry)]));
  try {
    return await sectionKeys({ ...parameters, wanted });
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { refusal: error.code };
  }
}

function openEntry(parameters: {
  registry: Registry;
  entry: ReadEntry;
  payloads: ReadonlyMap<Hex, ServedPayload>;
  keys: Keys;
  keccak: Keccak;
}): ReadEntry {
  const { registry, entry: read, payloads, keys, keccak } = parameters;
  const envelope = read.entry === null ? undefined : payloads.get(read.entry.body.payloadDigest);
  if (read.entry === null || !(envelope instanceof Uint8Array)) return read;
  if ("refusal" in keys) return { ...read, refusal: keys.refusal };
  const { header, body } = read.entry;
  const { kind, keyEpoch, commitment, payloadDigest } = body;
  const { customer, sequence } = header;
  const context = { chainId: BigInt(registry.chainId), registry: registry.address, customer, sequence, kind, keyEpoch };
  try {
    const candidates = keys(wantedOf(read.entry));
    for (const [index, { sectionKey, shredShare }] of candidates.entries()) {
      try {
        const expected = { context, commitment, payloadDigest };
        return { ...read, ...openEnvelope({ envelope, expected, sectionKey, shredShare, keccak }) };
      } catch (error) {
        // Other candidates are only of use where the keys were the wrong ones.
        const isWrongKey = isKontorError(error) && error.code === "KeyCommitmentMismatch";
        if (!isWrongKey || index === candidates.length - 1) throw error;
      }
    }
    throw new KontorError({ code: "NoOpening", message: "There is no key for this entry." });
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { ...read, refusal: error.code };
  }
}

function wantedOf({ header, body }: NonNullable<ReadEntry["entry"]>): WantedKeys {
  return { customer: header.customer, steward: header.steward, keyEpoch: body.keyEpoch, kind: body.kind };
}
