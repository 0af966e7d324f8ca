import type { Hex } from "viem";
import type { Entry } from "#protocol/chain/entry.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { askChain } from "../registry/ask-chain.ts";
import { entriesOf } from "../registry/entries-of.ts";
import { headOf } from "../registry/head-of.ts";
import type { Registry } from "../registry/registry.ts";
import { getEntries } from "../service/customers.ts";
import type { Service } from "../service/service.ts";
import { isHead } from "./is-head.ts";
import { linkBack } from "./link-back.ts";
import type { EntryPlace } from "./read-entry.ts";

export type ClaimedEntry = { entry: Entry; head: Hex; place: EntryPlace };

/** What is claimed of a customer's chain, and the two facts to judge it by. */
export type ClaimedChain = {
  customer: Hex;
  storedHead: Hex | null;
  claims: ClaimedEntry[];
  confirmedSequence: bigint | undefined;
};

export type ClaimedChainParameters = { registry: Registry; service: Service; customer: Hex; confirmations: number };

/**
 * Reads a customer's stored head from the chain, and its entries from the service or, where those do not reach the head, from
 * the chain's events. Throws `ChainUnavailable` where the head cannot be read.
 */
export async function claimedChain(parameters: ClaimedChainParameters): Promise<ClaimedChain> {
  const { registry, service, customer } = parameters;
  const storedHead = await headOf({ registry, customer });
  if (storedHead === null) return { customer, storedHead, claims: [], confirmedSequence: undefined };
  const served = await ignoringOutage(async () =>
    (await getEntries({ service, customer })).map(({ entry, head, blockNumber, transactionHash, timestamp }) => ({
      entry,
      head,
      place: { blockNumber, transactionHash, timestamp },
    })),
  );
  let claims: ClaimedEntry[] = served ?? [];
  if (!linkBack({ head: storedHead, claims }).complete) {
    const emitted = await ignoringOutage(async () =>
      (await entriesOf({ registry, customer })).map(({ entry, head, blockNumber, transactionHash }) => ({
        entry,
        head,
        place: { blockNumber: Number(blockNumber), transactionHash, timestamp: null },
      })),
    );
    if (emitted !== null && linkBack({ head: storedHead, claims: emitted }).complete) claims = emitted;
  }
  return { customer, storedHead, claims, confirmedSequence: await confirmedSequence({ ...parameters, claims }) };
}

/** The sequence of the head that was stored `confirmations` blocks ago; 0 where none of the claims is it. */
async function confirmedSequence(
  parameters: ClaimedChainParameters & { claims: readonly ClaimedEntry[] },
): Promise<bigint | undefined> {
  const { registry, customer, confirmations, claims } = parameters;
  if (confirmations <= 1) return undefined;
  const newest = await askChain(() => registry.client.getBlockNumber({ cacheTime: 0 }));
  const blockNumber = newest - BigInt(confirmations - 1);
  if (blockNumber < registry.deploymentBlock) return 0n;
  const confirmedHead = await headOf({ registry, customer, blockNumber });
  if (confirmedHead === null) return 0n;
  return claims.find((claim) => isHead({ ...claim, storedHead: confirmedHead }))?.entry.header.sequence ?? 0n;
}

async function ignoringOutage<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (isKontorError(error)) return null;
    throw error;
  }
}
