import { randomBytes } from "node:crypto";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { createChainReader } from "../chain/chain-reader.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import { openStores } from "../store/open-stores.ts";
import type { StoreMark } from "../store/store-mark.ts";
import { createStoreGuard } from "./store-guard.ts";

/**
 * Gives a mark to stores of which one or both have none, on an operator's word: a new file beside one that is left of a pair, or
 * content from before there were marks. Nothing else in them changes. The chain has to answer, and to be the one in a mark that is there.
 *
 * @throws KontorError StoreLocked while the service runs, StoreOfAnotherRegistry, StoresDiffer, ChainUnavailable, ChainMismatch
 */
export async function adoptStores({ configuration }: { configuration: ServiceConfiguration }): Promise<StoreMark> {
  const { rpcUrl, chainId, registry, deploymentBlock, rpcTimeoutMs } = configuration.chain;
  const { store, shares, close } = await openStores(configuration.store);
  try {
    const guard = createStoreGuard({ store, shares, chain: configuration.chain, randomBytes });
    const check = async (facts: Parameters<typeof guard.adopt>[0]) => void (await guard.adopt(facts));
    const expected = { deploymentBlock, check };
    await createChainReader({ rpcUrl, chainId, registry, timeoutMs: rpcTimeoutMs, expected }).confirm();
    const mark = await store.mark();
    if (mark !== undefined) return mark;
    throw new KontorError({ code: "InvariantBroken", message: "The store has no mark after it was given one." });
  } finally {
    await close();
  }
}
