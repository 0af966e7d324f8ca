import type { Hex } from "viem";
import type { ErasureResponse, RemainingCopy } from "#protocol/api/erasure.ts";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import { isErasure } from "#protocol/verdict/erasure.ts";
import { entriesOf } from "../registry/entries-of.ts";
import { headOf } from "../registry/head-of.ts";
import type { Registry } from "../registry/registry.ts";
import { getErasure } from "../service/erasure.ts";
import { queryPayloads } from "../service/payloads.ts";
import type { Service } from "../service/service.ts";

/** What a stranger can find out about a customer's erasure. */
export type ErasureReport = {
  customer: Hex;
  /** Whether the registry stores the mark of an erasure: then nothing can ever follow. */
  erased: boolean;
  /** What the service says; null where it gives no receipt. */
  receipt: ErasureResponse | null;
  /** Members of the receipt that the chain says otherwise; empty where it agrees. */
  contradictions: string[];
  /** Payloads of the customer that the service still serves to everybody: it has not destroyed them. */
  served: Hex[];
  /** What remains, as the service says; nobody can check it. */
  remaining: readonly RemainingCopy[];
  /** True where the chain is erased, a receipt of a finished destruction agrees with it, and nothing is served any more. */
  holds: boolean;
};

/**
 * Checks a receipt against the chain, and whether payloads are still served. That shares and copies were destroyed is the operator's
 * word: no one can prove to have forgotten. Throws `ChainUnavailable`, `ServiceUnavailable`.
 */
export async function checkErasure(parameters: {
  registry: Registry;
  service: Service;
  customer: Hex;
}): Promise<ErasureReport> {
  const { registry, service } = parameters;
  const customer = parameters.customer.toLowerCase() as Hex;
  const [storedHead, receipt, emitted] = await Promise.all([
    headOf({ registry, customer }),
    getErasure({ service, customer }),
    entriesOf({ registry, customer }),
  ]);
  const last = emitted.findLast(({ entry, head }) => isErasure(entry) && erasedHeadOf(head) === storedHead);
  const digests = emitted.filter(({ entry }) => !isErasure(entry)).map(({ entry }) => entry.body.payloadDigest);
  const payloads = await queryPayloads({ service, digests });
  const served = digests.filter((digest) => payloads.get(digest) instanceof Uint8Array);
  const claims = receipt === null || last === undefined ? [] : claimsOf({ receipt, last, customer });
  const contradictions = claims.filter(([, claimed, actual]) => claimed !== actual).map(([name]) => name);
  if (receipt !== null && last === undefined) contradictions.push("erased");
  const done = receipt?.state === "destroyed" && contradictions.length === 0 && served.length === 0;
  return {
    customer,
    erased: last !== undefined,
    receipt,
    contradictions,
    served,
    remaining: receipt?.remaining ?? [],
    holds: last !== undefined && done,
  };
}

type Claim = [name: string, claimed: string | number, actual: string | number];

function claimsOf(parameters: {
  receipt: ErasureResponse;
  last: Awaited<ReturnType<typeof entriesOf>>[number];
  customer: Hex;
}): Claim[] {
  const { receipt, last, customer } = parameters;
  const { entry, head } = last;
  return [
    ["customer", receipt.customer, customer],
    ["sequence", Number(receipt.sequence), Number(entry.header.sequence)],
    ["head", receipt.head, head],
    ["erasedHead", receipt.erasedHead, erasedHeadOf(head)],
    ["steward", receipt.steward, entry.header.steward],
    ["author", receipt.author, entry.body.author],
    ["erasedBlock", receipt.erasedBlock, Number(last.blockNumber)],
    ["blockHash", receipt.blockHash, last.blockHash],
    ["transactionHash", receipt.transactionHash, last.transactionHash],
  ];
}
