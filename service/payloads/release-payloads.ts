import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { createChainChanges } from "../chain/chain-changes.ts";
import { createChainReader } from "../chain/chain-reader.ts";
import { createIndexer } from "../chain/indexer.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import { createLease } from "../leases/create-lease.ts";
import { createStoreGuard } from "../ownership/store-guard.ts";
import { openStores } from "../store/open-stores.ts";
import type { HeldPayload } from "../store/payload-store.ts";

export type ReleasePayloadsParameters = {
  configuration: ServiceConfiguration;
  logger: Logger;
  /** Gets a copy of every payload before it is deleted, in a file named by its digest; made where it is not there. */
  directory: string;
  /** Which; all that are held where left out. */
  digests?: readonly Hex[];
  /** Told of each once it is gone from the store. */
  onReleased: (payload: Omit<HeldPayload, "bytes">) => void;
};

const PAYLOADS_AT_ONCE = 20;

/**
 * Lets go of payloads that are held, on an operator's word: their entry was in the index once and is not any more. With the index
 * as far as the chain is now, on the chain that the stores belong to, so that what an entry names is not among them. Each is
 * copied first; nothing is destroyed here.
 *
 * @returns how many
 * @throws KontorError StoreLocked while the service runs, StoreOfAnotherRegistry, StoresDiffer, ChainUnavailable, ChainMismatch,
 * PayloadNotFound for a digest that is not held; then nothing is released
 */
export async function releasePayloads(parameters: ReleasePayloadsParameters): Promise<number> {
  const { configuration, logger, directory, digests, onReleased } = parameters;
  const { rpcUrl, chainId, registry, deploymentBlock, rpcTimeoutMs, reorgWindow, pollIntervalMs } = configuration.chain;
  const { store, shares, close } = await openStores(configuration.store);
  try {
    const guard = createStoreGuard({ store, shares, chain: configuration.chain, randomBytes });
    await guard.expectConfigured();
    const expected = { deploymentBlock, check: guard.expectChain };
    const chain = createChainReader({ rpcUrl, chainId, registry, timeoutMs: rpcTimeoutMs, expected });
    await chain.confirm();
    const changes = createChainChanges();
    const lease = createLease({ leases: store.leases, name: "index", holder: "release", clock: Date.now });
    const indexing = { chain, index: store.index, lease, changes, clock: Date.now, logger };
    await createIndexer({ ...indexing, deploymentBlock, reorgWindow, pollIntervalMs }).indexNow();

    const held = new Set<Hex>();
    for await (const { digest } of heldPayloads(store.payloads)) held.add(digest);
    const unheld = digests?.find((digest) => !held.has(digest));
    if (unheld !== undefined) throw notHeld(unheld);
    const wanted = new Set(digests ?? held);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    let released = 0;
    for await (const { bytes, ...payload } of heldPayloads(store.payloads)) {
      if (!wanted.has(payload.digest)) continue;
      await copyDurably({ path: join(directory, payload.digest), bytes });
      if (!(await store.payloads.release(payload.digest))) continue;
      released += 1;
      onReleased(payload);
    }
    return released;
  } finally {
    await close();
  }
}

async function* heldPayloads(payloads: {
  held(page: { after?: Hex; limit: number }): Promise<HeldPayload[]>;
}): AsyncGenerator<HeldPayload> {
  let after: Hex | undefined;
  for (;;) {
    const page = await payloads.held({ limit: PAYLOADS_AT_ONCE, ...(after === undefined ? {} : { after }) });
    yield* page;
    after = page.at(-1)?.digest;
    if (after === undefined) return;
  }
}

async function copyDurably({ path, bytes }: { path: string; bytes: Uint8Array }): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function notHeld(digest: Hex): KontorError {
  return new KontorError({
    code: "PayloadNotFound",
    message: "There is no such payload among those that are held.",
    hints: ["kontor store check lists them."],
    details: { digest },
  });
}
