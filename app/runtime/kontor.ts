import type { Config } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import type { RotationJournal } from "#client/access/rotation.ts";
import type { ShareJournal } from "#client/access/share.ts";
import { indexedDbDraftRows } from "#client/browser/draft-rows.ts";
import { indexedDbJournal, indexedDbRotationJournal, indexedDbShareJournal } from "#client/browser/journals.ts";
import { indexedDbKnownKeys } from "#client/browser/known-keys.ts";
import type { DraftRows } from "#client/drafts/form-drafts.ts";
import type { KnownKeys } from "#client/keys/known-keys.ts";
import type { OpenBatch } from "#client/read/open-batch.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import { getRegistryInfo } from "#client/service/registry.ts";
import type { Service } from "#client/service/service.ts";
import { connectService } from "#client/service/service.ts";
import type { Journal } from "#client/write/journal.ts";
import type { Write } from "#client/write/write.ts";
import { keepWritten } from "#client/write/written.ts";
import type { RegistryResponse } from "#protocol/api/registry.ts";
import { DEVELOPMENT_CHAIN_ID } from "./chain.ts";
import type { DevelopmentWallet } from "./development-wallets.ts";
import { createKeyHolder, type KeyHolder } from "./key-holder.ts";
import { loadDevelopmentWallets } from "./load-development-wallets.ts";
import { createLockSignal, type LockSignal } from "./lock-signal.ts";
import { createWorkerOpener } from "./open-in-worker.ts";
import { createRotations, type Rotations } from "./rotations.ts";
import { createShares, type Shares } from "./shares.ts";
import { createViewStore, type ViewStore } from "./view-store.ts";
import { createWagmiConfig } from "./wagmi-config.ts";
import { createWrites, type Writes } from "./writes.ts";

/** All that the pages act through; made once, when the service has said which registry it serves. */
export type Kontor = {
  settings: RegistryResponse;
  service: Service;
  registry: Registry;
  wagmi: Config;
  keys: KeyHolder;
  /** Between the pages of this browser. */
  lockSignal: LockSignal;
  journal: Journal;
  /** Confirmed writes, in case the service loses them. */
  written: Journal;
  writes: Writes;
  /** Other people's keys that this browser has seen. */
  knownKeys: KnownKeys;
  rotationJournal: RotationJournal;
  /** Customers that are to be shared as soon as the other side is ready. */
  shareJournal: ShareJournal;
  /** What is typed into forms and not saved, sealed under the member's key. */
  draftRows: DraftRows;
  rotations: Rotations;
  shares: Shares;
  view: ViewStore;
  /** Decrypts beside the page. */
  openBatch: OpenBatch;
  developmentWallets: readonly DevelopmentWallet[];
};

export type StartKontorParameters = {
  /** Told whenever a change of the organisation's key comes to its end, or stops. */
  onRotation: () => void;
  /** Told whenever a share comes to its end, or stops. */
  onShare: () => void;
  /** Told of every write that the chain has confirmed. */
  onWritten: (write: Write) => void;
};

/** Throws `ServiceUnavailable` and what else the service's client throws. The chain is not asked anything yet. */
export async function startKontor({ onRotation, onShare, onWritten }: StartKontorParameters): Promise<Kontor> {
  const service = connectService();
  const settings = await getRegistryInfo({ service });
  const developmentWallets = isLocal(settings) ? await loadDevelopmentWallets() : [];
  const journal = indexedDbJournal();
  const written = indexedDbJournal({ name: "kontor-written" });
  const rotationJournal = indexedDbRotationJournal();
  const shareJournal = indexedDbShareJournal();
  const wagmi = createWagmiConfig({ registry: settings, developmentWallets });
  return {
    settings,
    service,
    wagmi,
    developmentWallets,
    keys: createKeyHolder(),
    lockSignal: createLockSignal(),
    journal,
    written,
    // Keys are one registry's: the same account may have published another one elsewhere.
    knownKeys: indexedDbKnownKeys({ name: `kontor-known-keys-${settings.chainId}-${settings.registry}` }),
    rotationJournal,
    shareJournal,
    draftRows: indexedDbDraftRows(),
    rotations: createRotations({
      journal: rotationJournal,
      onSettled: onRotation,
    }),
    shares: createShares({ journal: shareJournal, onSettled: onShare }),
    view: createViewStore(),
    openBatch: createWorkerOpener(),
    writes: createWrites({
      journal,
      onConfirmed: async (write) => {
        // Without room in the browser only the spare copy is missing.
        await keepWritten({ written, write }).catch(() => undefined);
        onWritten(write);
      },
    }),
    registry: {
      chainId: settings.chainId,
      address: settings.registry,
      deploymentBlock: BigInt(settings.deploymentBlock),
      client: getPublicClient(wagmi) as ChainClient,
    },
  };
}

/** Wallets with keys that everybody knows are for a chain on this machine, whatever the service says of itself. */
function isLocal({ development, chainId }: RegistryResponse): boolean {
  return development && chainId === DEVELOPMENT_CHAIN_ID;
}
