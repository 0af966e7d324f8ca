import pMap from "p-map";
import type { Hex } from "viem";
import type { Entry } from "#protocol/chain/entry.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { isErasure } from "#protocol/verdict/erasure.ts";
import { judgeChain } from "#protocol/verdict/judge-chain.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import { findReplacements } from "#protocol/verdict/replacements.ts";
import type { Registry } from "../registry/registry.ts";
import { queryPayloads } from "../service/payloads.ts";
import type { Service } from "../service/service.ts";
import { type ClaimedChain, type ClaimedEntry, claimedChain } from "./claimed-chain.ts";
import { linkBack } from "./link-back.ts";
import type { OpenBatch } from "./open-batch.ts";
import { openEntries } from "./open-entries.ts";
import type { ReadCustomer, ReadEntry } from "./read-entry.ts";
import type { Reader } from "./section-keys.ts";

export type ReadCustomersParameters = Reader & {
  registry: Registry;
  /** With a session of the reader, where there is one. */
  service: Service;
  customers: readonly Hex[];
  /** Blocks that have to hold an entry before it counts as confirmed; 1 is its own block. */
  confirmations: number;
  /** Which payloads to fetch and open; all by default. One that is left out is judged `unavailable`. */
  wants?: (parameters: { entry: Entry; entries: readonly Entry[] }) => boolean;
  /** Where envelopes are opened; here by default. */
  openBatch?: OpenBatch | undefined;
};

/** Customers whose chains are asked for at once. */
const CONCURRENT_READS = 8;

/**
 * Reads customers: their entries, linked by hashes to the head that the chain stores; their payloads, compared with the
 * digests; and the records inside, opened with what the reader holds. Without a keyring or identity the chain and the payloads are judged all the
 * same. Nothing that the service says is believed without that.
 * Throws `ChainUnavailable`; a service that is down shows in the verdicts.
 */
export async function readCustomers(parameters: ReadCustomersParameters): Promise<ReadCustomer[]> {
  const { customers, wants = () => true } = parameters;
  const chains = await pMap(customers, (customer) => claimedChain({ ...parameters, customer }), {
    concurrency: CONCURRENT_READS,
  });
  const wanted = chains.flatMap(({ claims }) => {
    const entries = claims.map(({ entry }) => entry);
    return entries.filter((entry) => wants({ entry, entries }));
  });
  const payloads = await fetchPayloads({ service: parameters.service, entries: wanted });
  const judged = chains.map((chain) => judge({ chain, payloads }));
  const opened = await openEntries({ ...parameters, customers: judged, payloads });
  return opened.map(markReplaced);
}

type Payloads = ReadonlyMap<Hex, ServedPayload>;

async function fetchPayloads(parameters: { service: Service; entries: readonly Entry[] }): Promise<Payloads> {
  const { service, entries } = parameters;
  const digests = entries.filter((entry) => !isErasure(entry)).map(({ body }) => body.payloadDigest);
  try {
    const served = await queryPayloads({ service, digests });
    return new Map([...served].map(([digest, payload]) => [digest, payload ?? "missing"]));
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return new Map(digests.map((digest) => [digest, "unavailable"]));
  }
}

function judge({ chain, payloads }: { chain: ClaimedChain; payloads: Payloads }): ReadCustomer {
  const { customer, storedHead, claims, confirmedSequence } = chain;
  const bySequence = new Map<bigint, ServedPayload>();
  const linked = linkedEntries(chain);
  for (const { entry } of linked.values()) {
    bySequence.set(entry.header.sequence, payloads.get(entry.body.payloadDigest) ?? "unavailable");
  }
  const judged = judgeChain({
    customer,
    storedHead,
    entries: claims.map(({ entry }) => entry),
    payloads: bySequence,
    ...(confirmedSequence === undefined ? {} : { confirmedSequence }),
  });
  const entries = judged.entries.map((verdict): ReadEntry => {
    const claim = isOfLinked(verdict.reason) ? linked.get(verdict.sequence) : undefined;
    return {
      ...verdict,
      entry: claim?.entry ?? null,
      head: claim?.head ?? null,
      place: claim?.place ?? null,
      record: null,
      entrySecret: null,
      refusal: null,
      replacedBy: null,
    };
  });
  return { customer, head: storedHead, verdict: judged.verdict, entries };
}

/** After opening: which entry a record corrects stands inside it. */
function markReplaced(customer: ReadCustomer): ReadCustomer {
  const linked = customer.entries.flatMap(({ entry, head, record }) => {
    if (entry === null || head === null) return [];
    return [{ entry, head, replaces: record !== null && "replaces" in record ? (record.replaces as Hex) : undefined }];
  });
  const replacements = findReplacements(linked);
  const entries = customer.entries.map((read) => ({
    ...read,
    replacedBy: read.head === null ? null : (replacements.get(read.head) ?? null),
  }));
  return { ...customer, entries };
}

/** Reasons that are about an entry's payload or age, not about the entry being the chain's. */
function isOfLinked(reason: ReadEntry["reason"]): boolean {
  return reason === undefined || reason === "NotConfirmed" || reason.startsWith("Payload");
}

/** The entries that the stored head leads back to, by sequence. */
function linkedEntries({ storedHead, claims }: ClaimedChain): ReadonlyMap<bigint, ClaimedEntry> {
  const { linked } = linkBack({ head: storedHead, claims });
  return new Map(linked.map((claim) => [claim.entry.header.sequence, claim]));
}
