import type { Hex } from "viem";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import type { Registry } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import { type OpenBatch, type OpeningTask, openBatch } from "./open-batch.ts";
import type { ReadCustomer, ReadEntry } from "./read-entry.ts";
import { type EntryKeys, type Reader, sectionKeys, type WantedKeys } from "./section-keys.ts";

export type OpenEntriesParameters = Reader & {
  registry: Registry;
  service: Service;
  customers: readonly ReadCustomer[];
  /** By payload digest. */
  payloads: ReadonlyMap<Hex, ServedPayload>;
  /** Where envelopes are opened; here by default. */
  openBatch?: OpenBatch | undefined;
};

/**
 * Opens the payloads that were judged to be the chain's, with what the reader holds: of its own customers every kind, of shared
 * ones what was shared. What does not open says why and keeps its verdict.
 */
export async function openEntries(parameters: OpenEntriesParameters): Promise<ReadCustomer[]> {
  const { registry, keyring, identity, customers, payloads } = parameters;
  if (keyring === undefined && identity === undefined) return [...customers];
  const openable = customers.flatMap(({ entries }) => entries.filter((entry) => isOpenable({ entry, payloads })));
  const keys = await keysOf({ ...parameters, openable });
  const opened = new Map<ReadEntry, ReadEntry>();
  const tasks = new Map<ReadEntry, OpeningTask>();
  for (const entry of openable) {
    const task = taskOf({ registry, entry, payloads, keys });
    if (task === null) continue;
    if ("refusal" in task) opened.set(entry, { ...entry, refusal: task.refusal });
    else tasks.set(entry, task);
  }
  const results = await (parameters.openBatch ?? openBatch)([...tasks.values()]);
  for (const [index, entry] of [...tasks.keys()].entries()) opened.set(entry, { ...entry, ...results[index] });
  return customers.map((customer) => ({
    ...customer,
    entries: customer.entries.map((entry) => opened.get(entry) ?? entry),
  }));
}

type Keys = ((wanted: WantedKeys) => EntryKeys[]) | { refusal: string };

function isOpenable({ entry, payloads }: { entry: ReadEntry; payloads: ReadonlyMap<Hex, ServedPayload> }): boolean {
  if (entry.entry === null || (entry.verdict !== "proven" && entry.verdict !== "pending")) return false;
  return payloads.get(entry.entry.body.payloadDigest) instanceof Uint8Array;
}

async function keysOf(parameters: OpenEntriesParameters & { openable: readonly ReadEntry[] }): Promise<Keys> {
  const wanted = parameters.openable.flatMap(({ entry }) => (entry === null ? [] : [wantedOf(entry)]));
  try {
    return await sectionKeys({ ...parameters, wanted });
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { refusal: error.code };
  }
}

function taskOf(parameters: {
  registry: Registry;
  entry: ReadEntry;
  payloads: ReadonlyMap<Hex, ServedPayload>;
  keys: Keys;
}): OpeningTask | { refusal: string } | null {
  const { registry, entry: read, payloads, keys } = parameters;
  const envelope = read.entry === null ? undefined : payloads.get(read.entry.body.payloadDigest);
  if (read.entry === null || !(envelope instanceof Uint8Array)) return null;
  if ("refusal" in keys) return keys;
  const { header, body } = read.entry;
  const { kind, keyEpoch, commitment, payloadDigest } = body;
  const { customer, sequence } = header;
  const context = { chainId: BigInt(registry.chainId), registry: registry.address, customer, sequence, kind, keyEpoch };
  try {
    return { envelope, expected: { context, commitment, payloadDigest }, candidates: keys(wantedOf(read.entry)) };
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { refusal: error.code };
  }
}

function wantedOf({ header, body }: NonNullable<ReadEntry["entry"]>): WantedKeys {
  return { customer: header.customer, steward: header.steward, keyEpoch: body.keyEpoch, kind: body.kind };
}
