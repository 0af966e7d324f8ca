import type { Hex } from "viem";
import { type Entry, hashEntry } from "#protocol/chain/entry.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import type { ErrorCode } from "#protocol/errors/codes.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { isErasure } from "#protocol/verdict/erasure.ts";
import { judgeChain } from "#protocol/verdict/judge-chain.ts";
import type { ServedPayload } from "#protocol/verdict/judge-payload.ts";
import { findReplacements } from "#protocol/verdict/replacements.ts";
import type { Verdict } from "#protocol/verdict/verdict.ts";
import type { VerdictReason } from "#protocol/verdict/verdict-reason.ts";
import { linkBack } from "../read/link-back.ts";
import type { Service } from "../service/service.ts";
import { envelopeRefusal } from "./envelope-refusal.ts";
import { fetchPayload } from "./fetch-payload.ts";
import { proveHeads } from "./prove-heads.ts";
import type { ProvenRegistry } from "./prove-registry.ts";
import { shownEntries } from "./shown-entries.ts";

export type VerifiedEntry = {
  sequence: bigint;
  head: Hex | null;
  kind: number | null;
  verdict: Verdict;
  reason?: VerdictReason;
  /** The newest profile, of an earlier one; what else replaces what, only readers with keys know. */
  replacedBy: Hex | null;
  /**
   * Why the payload, though the one that the entry commits to, is not an envelope of this entry; null where it is one, or was not
   * looked at. Its author wrote it so; nobody can open it.
   */
  refusal: ErrorCode | null;
};

/** What a stranger found out about a customer. */
export type CustomerReport = {
  customer: Hex;
  /** Proven from the block's state root. */
  head: Hex | null;
  verdict: Verdict;
  /** True where every check that was asked for succeeded: everything is the chain's, and no payload is refused. */
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
  /** Once it is aborted, no further customer is looked at: the rest is unavailable. */
  signal?: AbortSignal;
};

/** Payloads fetched at once. */
const CONCURRENT_PAYLOADS = 8;

/**
 * Checks customers' whole chains with nothing but RPCs and a service, and trusts neither: heads are proven from the block's
 * state root, entries have to hash to them, payloads to the digests in the entries, and each has to be an envelope of its entry.
 * Gives one report after the other and keeps none, so that any number of customers can be checked.
 * Throws `ChainUnavailable` where the heads cannot be proven; what else is not to be had is in the verdicts.
 */
export async function* verifyCustomers(parameters: VerifyCustomersParameters): AsyncGenerator<CustomerReport, void> {
  const { proven, customers, signal } = parameters;
  // All of them first: nodes keep the state of a block for some minutes only.
  const heads = await proveHeads({ proven, customers });
  for (const customer of customers) {
    const one = { ...parameters, customer, head: heads.get(customer) ?? null };
    yield signal?.aborted ? unavailableReport(one) : await verifyCustomer(one);
  }
}

type OneCustomer = VerifyCustomersParameters & { customer: Hex; head: Hex | null };

async function verifyCustomer(parameters: OneCustomer): Promise<CustomerReport> {
  const { customer, head, service } = parameters;
  let entries: Entry[];
  try {
    entries = head === null ? [] : await shownEntries({ ...parameters, head });
  } catch (error) {
    if (!isKontorError(error)) throw error;
    return unavailableReport(parameters);
  }
  const { linked } = linkBack({ head, claims: entries.map((entry) => ({ entry, head: hashEntry(entry) })) });
  const { payloads, refusals } = await fetchPayloads({ ...parameters, entries: linked.map(({ entry }) => entry) });
  const judged = judgeChain({ customer, storedHead: head, entries, payloads });
  const bySequence = new Map(linked.map((one) => [one.entry.header.sequence, one]));
  const replacements = findReplacements(linked);
  const reported = judged.entries.map((verdict): VerifiedEntry => {
    const one = isAboutPayload(verdict) ? bySequence.get(verdict.sequence) : undefined;
    if (one === undefined) return { ...verdict, head: null, kind: null, replacedBy: null, refusal: null };
    return {
      ...verdict,
      head: one.head,
      kind: one.entry.body.kind,
      replacedBy: replacements.get(one.head) ?? null,
      refusal: verdict.verdict === "proven" ? (refusals.get(verdict.sequence) ?? null) : null,
    };
  });
  const isLinked = head !== null && judged.entries.every(isAboutPayload);
  const isProven = service === undefined ? isLinked : ["proven", "erased"].includes(judged.verdict);
  const verified = isProven && reported.every(({ refusal }) => refusal === null);
  return { customer, head, verdict: judged.verdict, verified, checked: checkedOf(parameters), entries: reported };
}

function unavailableReport(parameters: OneCustomer): CustomerReport {
  const { customer, head } = parameters;
  return { customer, head, verdict: "unavailable", verified: false, checked: checkedOf(parameters), entries: [] };
}

function checkedOf({ service }: OneCustomer): CustomerReport["checked"] {
  return service === undefined ? "entries" : "entries and payloads";
}

/** The entry itself is the chain's; whatever is wrong is its payload. */
function isAboutPayload({ reason }: { reason?: VerdictReason }): boolean {
  return reason === undefined || reason.startsWith("Payload");
}

type CheckedPayloads = {
  payloads: ReadonlyMap<bigint, ServedPayload>;
  refusals: ReadonlyMap<bigint, ErrorCode>;
};

/** Of each payload only its digest and what is wrong with it are kept. */
async function fetchPayloads(parameters: OneCustomer & { entries: readonly Entry[] }): Promise<CheckedPayloads> {
  const { service, proven, entries } = parameters;
  const payloads = new Map<bigint, ServedPayload>();
  const refusals = new Map<bigint, ErrorCode>();
  if (service === undefined) return { payloads, refusals };
  const open = entries.filter((entry) => !isErasure(entry)).values();
  const fetch = async () => {
    for (const entry of open) {
      const { sequence } = entry.header;
      const payload = await fetchPayload({ service, digest: entry.body.payloadDigest });
      payloads.set(sequence, payload instanceof Uint8Array ? { digest: payloadDigestOf(payload) } : payload);
      if (!(payload instanceof Uint8Array)) continue;
      const refusal = envelopeRefusal({ ...proven, envelope: payload, entry });
      if (refusal !== null) refusals.set(sequence, refusal);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_PAYLOADS }, fetch));
  return { payloads, refusals };
}
