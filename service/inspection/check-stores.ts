import { randomBytes } from "node:crypto";
import { isKontorError, type KontorError } from "#protocol/errors/kontor-error.ts";
import { createChainReader } from "../chain/chain-reader.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import { createStoreGuard } from "../ownership/store-guard.ts";
import { type OpenedStores, openStores } from "../store/open-stores.ts";
import type { Finding } from "./finding.ts";
import { inspectStores } from "./inspect-stores.ts";

export type StoreReport = {
  files: { path: string; damage: string[] }[];
  /** Why the two stores are not this configuration's, or the chain's that answers; null where they are. */
  refusal: KontorError | null;
  /** Why nothing is known of the chain; null where it answered. */
  chainFailure: KontorError | null;
  /** What entries there are, the index knows up to here. */
  indexedBlock: number | null;
};

/**
 * Looks through a service's stores from outside, beside the service or without it: both files, whose they are, and everything
 * that they lack. Changes nothing.
 *
 * @param parameters.onFinding told of each as it is found
 * @throws KontorError StoreVersionUnknown, StoreDamaged, StoreFailed where a file cannot be opened
 */
export async function checkStores(parameters: {
  configuration: ServiceConfiguration;
  onFinding: (finding: Finding) => void;
}): Promise<StoreReport> {
  const { configuration, onFinding } = parameters;
  const { store, shares, close } = await openStores({ ...configuration.store, readOnly: true });
  try {
    const files = [];
    for (const { path, findDamage } of [store.file, shares.file]) files.push({ path, damage: await findDamage() });
    const ownership = await checkOwnership({ configuration, store, shares });
    for await (const { findings } of inspectStores({ store, shares })) findings.forEach(onFinding);
    return { files, ...ownership, indexedBlock: (await store.index.tip())?.number ?? null };
  } finally {
    await close();
  }
}

async function checkOwnership(
  parameters: Pick<OpenedStores, "store" | "shares"> & { configuration: ServiceConfiguration },
): Promise<Pick<StoreReport, "refusal" | "chainFailure">> {
  const { store, shares, configuration } = parameters;
  const { rpcUrl, chainId, registry, deploymentBlock, rpcTimeoutMs } = configuration.chain;
  const guard = createStoreGuard({ store, shares, chain: configuration.chain, randomBytes });
  const chain = createChainReader({
    rpcUrl,
    chainId,
    registry,
    timeoutMs: rpcTimeoutMs,
    expected: { deploymentBlock, check: guard.compareChain },
  });
  try {
    await guard.expectConfigured();
    await chain.confirm();
    return { refusal: null, chainFailure: null };
  } catch (error) {
    if (!isKontorError(error)) throw error;
    const isOfChain = error.code === "ChainUnavailable" || error.code === "ChainMismatch";
    return isOfChain ? { refusal: null, chainFailure: error } : { refusal: error, chainFailure: null };
  }
}
