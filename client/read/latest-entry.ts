import type { Hex } from "viem";
import type { Entry } from "#protocol/chain/entry.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { entriesOf } from "../registry/entries-of.ts";
import { headOf } from "../registry/head-of.ts";
import type { Registry } from "../registry/registry.ts";
import { getEntries } from "../service/customers.ts";
import type { Service } from "../service/service.ts";
import { isHead } from "./is-head.ts";

export type LatestEntryParameters = { registry: Registry; service: Service; customer: Hex };

/**
 * A customer's newest entry: the one that hashes to the stored head, from the service's index or, where that is behind or
 * wrong, from the chain's events. Null where the registry knows no such customer. Throws `ChainUnavailable`.
 */
export async function latestEntry({ registry, service, customer }: LatestEntryParameters): Promise<Entry | null> {
  const head = await headOf({ registry, customer });
  if (head === null) return null;
  const served = await getEntries({ service, customer }).catch((error: unknown) => {
    if (isKontorError(error)) return [];
    throw error;
  });
  const indexed = served.findLast((claim) => isHead({ ...claim, storedHead: head }));
  if (indexed !== undefined) return indexed.entry;
  const emitted = (await entriesOf({ registry, customer })).findLast((claim) => isHead({ ...claim, storedHead: head }));
  if (emitted !== undefined) return emitted.entry;
  throw new KontorError({
    code: "ChainUnavailable",
    message: "Neither the service nor the RPC shows the customer's newest entry.",
    hints: ["Try again in a moment, or use another RPC."],
    retryable: true,
    details: { customer, head },
  });
}
