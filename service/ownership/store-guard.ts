import type { Hex } from "viem";
import { bytesToHex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ChainFacts } from "../chain/chain-reader.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";
import type { StoreMark } from "../store/store-mark.ts";
import { storeOfAnotherRegistry } from "./store-of-another-registry.ts";

export type StoreGuardParameters = {
  store: Store;
  shares: ShareStore;
  chain: Pick<ServiceConfiguration["chain"], "chainId" | "registry" | "deploymentBlock">;
  /** Cryptographically strong random bytes. */
  randomBytes: (length: number) => Uint8Array;
};

export type StoreGuard = {
  /** As `expectChain`, and gives no mark: for whoever only looks. */
  compareChain(facts: ChainFacts): Promise<void>;
  /**
   * Gives both stores the mark of the one that has one, or a new one, whatever is in them: for an operator who knows whose they are.
   * @throws KontorError StoreOfAnotherRegistry, StoresDiffer where one already bears another mark
   */
  adopt(facts: ChainFacts): Promise<StoreMark>;
  /**
   * Whether the two stores belong together and to the configuration; needs no chain.
   * @returns whether both bear a mark
   * @throws KontorError StoreOfAnotherRegistry, StoresDiffer
   */
  expectConfigured(): Promise<boolean>;
  /**
   * Whether they belong to the chain that answers. Stores that are new get their mark here, and nowhere else.
   * @throws KontorError StoreOfAnotherRegistry, StoresDiffer
   */
  expectChain(facts: ChainFacts): Promise<void>;
};

const STORE_ID_BYTES = 16;

/** Keeps a service off stores that are another chain's, registry's or service's. */
export function createStoreGuard({ store, shares, chain, randomBytes }: StoreGuardParameters): StoreGuard {
  async function configuredMarks(): Promise<{ main: StoreMark | undefined; other: StoreMark | undefined }> {
    const [main, other] = await Promise.all([store.mark(), shares.mark()]);
    for (const [mark, { path }] of [[main, store.file] as const, [other, shares.file] as const]) {
      if (mark === undefined) continue;
      const { chainId, registry, deploymentBlock } = mark;
      expectSame({ file: path, found: chainId, expected: chain.chainId, what: "chain id" });
      expectSame({ file: path, found: registry, expected: chain.registry, what: "registry" });
      expectSame({ file: path, found: deploymentBlock, expected: chain.deploymentBlock, what: "deployment block" });
    }
    if (main !== undefined && other !== undefined && main.store !== other.store) throw differ("two");
    return { main, other };
  }

  async function expectConfigured(): Promise<boolean> {
    const { main, other } = await configuredMarks();
    if (main !== undefined && other === undefined && (!(await shares.isEmpty()) || (await store.shareRecords.any()))) {
      throw differ("shares");
    }
    if (main === undefined && other !== undefined && !(await shares.isEmpty()) && (await store.isEmpty())) {
      throw differ("main");
    }
    return main !== undefined && other !== undefined;
  }

  async function expectChain(facts: ChainFacts): Promise<void> {
    await expectConfigured();
    const { main, other } = await marksOn(facts);
    if (main !== undefined && other !== undefined) return;
    if (main === undefined && !(await store.isEmpty())) throw unmarked(store.file.path);
    if (other === undefined && !(await shares.isEmpty())) throw unmarked(shares.file.path);
    await setMark(main ?? other ?? newMark(facts));
  }

  async function compareChain(facts: ChainFacts): Promise<void> {
    await expectConfigured();
    await marksOn(facts);
  }

  async function adopt(facts: ChainFacts): Promise<StoreMark> {
    const { main, other } = await marksOn(facts);
    const mark = main ?? other ?? newMark(facts);
    await setMark(mark);
    return mark;
  }

  /** The marks of the stores, as far as they have one; both of the configuration, the chain and each other. */
  async function marksOn(facts: ChainFacts): Promise<{ main: StoreMark | undefined; other: StoreMark | undefined }> {
    const { main, other } = await configuredMarks();
    for (const [mark, { path }] of [[main, store.file] as const, [other, shares.file] as const]) {
      if (mark === undefined) continue;
      const { genesisHash, deploymentHash } = mark;
      expectSame({ file: path, found: genesisHash, expected: facts.genesisHash, what: "genesis block" });
      expectSame({ file: path, found: deploymentHash, expected: facts.deploymentHash, what: "deployment's block" });
    }
    return { main, other };
  }

  async function setMark(mark: StoreMark): Promise<void> {
    // The shares first: what stops here is taken up by the next look, for one mark is enough to go on from.
    await shares.setMark(mark);
    await store.setMark(mark);
  }

  function newMark({ genesisHash, deploymentHash, newestBlock }: ChainFacts): StoreMark {
    return {
      ...chain,
      store: bytesToHex(randomBytes(STORE_ID_BYTES)),
      registry: chain.registry.toLowerCase() as Hex,
      genesisHash,
      deploymentHash,
      markedBlock: newestBlock,
    };
  }

  function differ(which: "two" | "shares" | "main"): KontorError {
    const messages = {
      two: "The main store and the share store are not of one service: each bears the mark of another pair.",
      shares:
        "The share store is new, or not this service's: shares were made for this main store that it does not have.",
      main: "The main store is new, and the share store is not: the main store that belongs to these shares is elsewhere.",
    };
    return new KontorError({
      code: "StoresDiffer",
      message: `${messages[which]} Files: ${store.file.path} and ${shares.file.path}.`,
      hints: [
        "Check KONTOR_DATABASE and KONTOR_SHARES_DATABASE, and put the missing file, or its newest backup, in its place.",
        ...(which === "two" ? [] : ["If it is lost for good: kontor store adopt goes on with the new, empty file."]),
      ],
      details: { file: store.file.path },
    });
  }

  return { expectConfigured, expectChain, compareChain, adopt };
}

function expectSame(parameters: {
  file: string;
  found: string | number;
  expected: string | number;
  what: string;
}): void {
  const { file, found, expected, what } = parameters;
  if (String(found).toLowerCase() === String(expected).toLowerCase()) return;
  throw storeOfAnotherRegistry({ file, reason: `its ${what} is ${found}, here it is ${expected}` });
}

/** A store that is older than marks: whose it is cannot be told. */
function unmarked(file: string): KontorError {
  return storeOfAnotherRegistry({
    file,
    reason:
      "it has content, and no mark that says whose it is (where you know that it is this registry's: kontor store adopt)",
  });
}
