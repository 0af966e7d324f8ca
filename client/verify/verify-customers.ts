import type { Hex } from "viem";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { isKontorError, type KontorError } from "#protocol/errors/kontor-error.ts";
import { isErasure } from "#protocol/verdict/erasure.ts";
import { judgeChain } from "#protocol/verdict/judge-chain.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import { findReplacements } from "#protocol/verdict/replacements.ts";
import type { Verdict } from "#protocol/verdict/verdict.ts";
import type { VerdictReason } from "#protocol/verdict/verdict-reason.ts";
import { linkBack } from "../read/link-back.ts";
import { entriesOf } from "../registry/entries-of.ts";
import { getEntries } from "../service/get-entries.ts";
import { getPayload } from "../service/get-payload.ts";
import type { Service } from "../service/service.ts";
import { proveHeads } from "./prove-heads.ts";
import type { ProvenRegistry } from "./prove-registry.ts";
import { unavailable } from "./unavailable.ts";

export type VerifiedEntry = {
  sequence: bigint;
  head: Hex | null;
  kind: number | null;
  verdict: Verdict;
  reason?: VerdictReason;
  /** The newest profile, of an earlier one; what else replaces what, only readers with keys know. */
  replacedBy: Hex | null;
};

/** What a stranger found out about a customer. */
export type CustomerReport = {
  customer: Hex;
  /** Proven from the block's state root. */
  head: Hex | null;
  verdict: Verdict;
  /** True where every check that was asked for succeeded. */
  verified: boolean;
  /** Without a service the entries are checked and the payloads are not: then nothing is called proven. */
  checked: "entries and payloads" | "entries";
  entries: VerifiedEntry[];
};

export type VerifyCustomersParameters = {
  proven: ProvenRegistry;
  customers: readonly Hex[];
  /** Where the payloads are; also asked for the entries where the RPC refuses logs. */
  service?: Service;
  /** No entry is older than this block. */
  deploymentBlock?: bigint;
  /** Told after each customer. */
  onReport?: (report: CustomerReport) => void;
};

/** Payloads fetched at once. */
const CONCURRENT_PAYLOADS = 8;

/**
 * Checks customers' whole chains with nothing but RPCs and a service, and trusts neither: heads are proven from the block's
 * state root, entries have to hash to them, payloads to the digests in the entries.
 * Throws `ChainUnavailable` where the heads can not be proven; what else is not to be had is in the verdicts.
 */
export async function verifyCustomers(parameters: VerifyCustomersParameters): Promise<CustomerReport[]> {
  const { proven, customers, onReport } = parameters;
  const heads = await proveHeads({ proven, customers });
  const reports: CustomerReport[] = [];
  for (const customer of customers) {
    const report = await verifyCustomer({ ...parameters, customer, head: heads.get(customer) ?? null });
    reports.push(report);
    onReport?.(report);
  }
  return reports;
}

type OneCustomer = VerifyCustomersParameters & { customer: Hex; head: Hex | null };

async function verifyCustomer(parameters: OneCustomer): Promise<CustomerReport> {
  const { customer, head, service } = parameters;
  const checked = service === undefined ? "entries" : "entries and payloads";
  let entries: Entry[];
  try {
    entries = head === null ? [] : await shownEntries({ ...parameters, head });
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return { customer, head, verdict: "unavailable", verified: false, checked, entries: [] };
  }
  const linked = linkBack({ head, claims: entries.map((entry) => ({ entry })) }).linked.map(({ entry }) => entry);
  const payloads = service === undefined ? new Map() : await fetchPayloads({ service, entries: linked });
  const judged = judgeChain({ customer, storedHead: head, entries, payloads });
  const known = linked.map((entry) => ({ entry, head: hashEntry(entry) }));
  const bySequence = new Map(known.map((one) => [one.entry.header.sequence, one]));
  const replacements = findReplacements(known);
  const reported = judged.entries.map((verdict): VerifiedEntry => {
    const one = isAboutPayload(verdict) ? bySequence.get(verdict.sequence) : undefined;
    if (one === undefined) return { ...verdict, head: null, kind: null, replacedBy: null };
    const { head, entry } = one;
    return { ...verdict, head, kind: entry.body.kind, replacedBy: replacements.get(head) ?? null };
  });
  const isLinked = head !== null && judged.entries.every(isAboutPayload);
  const verified = service === undefined ? isLinked : ["proven", "erased"].includes(judged.verdict);
  return { customer, head, verdict: judged.verdict, verified, checked, entries: reported };
}

/** The entry itself is the chain's; whatever is wrong is its payload. */
function isAboutPayload({ reason }: { reason?: VerdictReason }): boolean {
  return reason === undefined || reason.startsWith("Payload");
}

/**
 * The entries, from the chain's events up to the proven block, or from the service where those do not lead to the head: a
 * node may refuse logs, have pruned them, or lie. Either way the proven head decides. Throws `ChainUnavailable` where the
 * RPC fails to show what its own state commits to, and the service shows nothing either.
 */
async function shownEntries(parameters: OneCustomer & { head: Hex }): Promise<Entry[]> {
  const { proven, customer, head, service, deploymentBlock = 0n } = parameters;
  const [client] = proven.clients;
  if (client === undefined) return [];
  const registry = { chainId: proven.chainId, address: proven.registry, deploymentBlock, client };
  let failure: KontorError;
  try {
    const { linked, complete } = linkBack({
      head,
      claims: await entriesOf({ registry, customer, toBlock: proven.block.number }),
    });
    if (complete) return linked.map(({ entry }) => entry);
    failure = unavailable("The RPC's events do not lead to the head that its own state proves.");
  } catch (error) {
    if (!isKontorError(error)) throw error;
    failure = error;
  }
  const served = service === undefined ? [] : await servedEntries({ service, customer });
  if (served.length === 0) throw failure;
  return served;
}

async function servedEntries(parameters: { service: Service; customer: Hex }): Promise<Entry[]> {
  try {
    return (await getEntries(parameters)).map(({ entry }) => entry);
  } catch (error) {
    if (isKontorError(error)) return [];
    throw error;
  }
}

async function fetchPayloads(parameters: {
  service: Service;
  entries: readonly Entry[];
}): Promise<ReadonlyMap<bigint, ServedPayload>> {
  const { service, entries } = parameters;
  const payloads = new Map<bigint, ServedPayload>();
  const open = entries.filter((entry) => !isErasure(entry)).values();
  const fetch = async () => {
    for (const { header, body } of open) {
      payloads.set(header.sequence, await fetchPayload({ service, digest: body.payloadDigest }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_PAYLOADS }, fetch));
  return payloads;
}

async function fetchPayload({ service, digest }: { service: Service; digest: Hex }): Promise<ServedPayload> {
  try {
    return (await getPayload({ service, digest })) ?? "missing";
  } catch (error) {
    if (isKontorError(error)) return "unavailable";
    throw error;
  }
}
