import type { Address } from "viem";
import { parseWrapHeader } from "#protocol/keys/wrap-header.ts";
import { findEntitled } from "../access/find-entitled.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden, requireActiveRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

/**
 * Stores a WRITER's wraps of customer secrets, all or none. Each must be for this registry, held by the organisation, and
 * of a customer that is its business.
 *
 * @throws KontorError Forbidden, WrapConflict, ContextMismatch, IndexNotReady, ChainUnavailable, and what
 * parseWrapHeader throws
 */
export async function storeWraps({
  app: { chain, store, shares, indexer, configuration },
  account,
  organisation,
  wraps,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  wraps: readonly Uint8Array[];
}): Promise<void> {
  await requireActiveRole({ chain, organisation, account, roles: ["WRITER"] });
  const parsed = wraps.map((bytes) => {
    const { customer, keyEpoch, scope, holder, wrapperEpoch, ...named } = parseWrapHeader(bytes);
    requireOwnRegistry({ named, configuration });
    if (holder.toLowerCase() !== organisation) throw forbidden();
    return { customer, keyEpoch, scope, holder: organisation, wrapperEpoch, bytes };
  });
  const entitled = await findEntitled({ organisation, claims: parsed, index: store.index, shares, indexer });
  if (parsed.some(({ customer }) => !entitled.has(customer))) throw forbidden();
  await store.wraps.put(parsed);
}
