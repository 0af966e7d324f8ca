import { type Address, createPublicClient, type Hex, http, zeroAddress } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { NO_END } from "#protocol/chain/grants.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { BlockReference, ChainEvent } from "../chain-events/chain-event.ts";
import { askChain, chainUnavailable } from "./ask-chain.ts";
import { decodeLogs } from "./decode-logs.ts";
import { readMany } from "./read-many.ts";

export type DirectoryKey = { epoch: number; suite: number; keyHash: Hex };

export type RoleHolder = { role: Hex; account: Address };

export type CustomerSubject = { subject: Address | null; named: Address | null };

/** What tells a chain and a deployment from others that go by the same id and address. */
export type ChainFacts = {
  chainId: number;
  genesisHash: Hex;
  /** Of the block of the registry's deployment. */
  deploymentHash: Hex;
  newestBlock: number;
};

/** Which logs: of one block, exactly; or of a range, as the chain is at that moment. */
export type LogSelection = { blockHash: Hex } | { fromBlock: number; toBlock: number };

/**
 * What the service asks the chain. Every question throws KontorError ChainUnavailable when the chain does not answer it, and
 * ChainMismatch when it is another chain that answers, or one without a contract at the registry's address.
 */
export type ChainReader = {
  /** Makes sure, now, that it is the right chain and registry: before anything is destroyed on the chain's word. */
  confirm(): Promise<void>;
  latestBlock(): Promise<BlockReference>;
  /** undefined beyond the newest. */
  block(number: number): Promise<BlockReference | undefined>;
  /** The registry's events, in chain order; entries without their timestamp. */
  events(selection: LogSelection): Promise<ChainEvent[]>;
  /** When each role ends or has ended, in seconds since 1970: 0 where it is not held, null where it has no end. */
  roleEnds(holders: readonly RoleHolder[]): Promise<(number | null)[]>;
  /** Of each customer, who has accepted to be its subject and who is named; null where nobody is. */
  subjectsOf(customers: readonly Hex[]): Promise<CustomerSubject[]>;
  /** The customer's stored head; zero where there is none. */
  headOf(customer: Hex): Promise<Hex>;
  isOrganisation(account: Address): Promise<boolean>;
  isSuspended(organisation: Address): Promise<boolean>;
  /** The newest key; epoch 0 when the account has none. */
  keyOf(account: Address): Promise<DirectoryKey>;
  /** Whether the account signed the message (EIP-191; contract wallets by ERC-1271, ERC-6492). */
  verifyMessage(parameters: { address: Address; message: string; signature: Hex }): Promise<boolean>;
};

/** All of it is reading, and a connection that was kept alive can be closed just as it is used again. */
const RETRIES = { retryCount: 2, retryDelay: 50 };

export type ChainReaderParameters = {
  rpcUrl: string;
  chainId: number;
  registry: Address;
  /** How long one request may take. */
  timeoutMs: number;
  /** Says whether what answers may be followed: asked at each connection, and at each `confirm`. What it throws is thrown. */
  expected?: { deploymentBlock: number; check: (facts: ChainFacts) => Promise<void> };
};

export function createChainReader(parameters: ChainReaderParameters): ChainReader {
  const { rpcUrl, chainId, registry, timeoutMs, expected } = parameters;
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: timeoutMs, ...RETRIES }), cacheTime: 0 });
  const contract = { address: registry, abi: kontorRegistryAbi } as const;

  let isChecked = false;

  /** Asks; before the first question, and after each that failed, makes sure that it is the right chain which answers. */
  async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      if (!isChecked) await askChain(checkDeployment);
      isChecked = true;
      return await askChain(question);
    } catch (error) {
      isChecked = false;
      throw error;
    }
  }

  async function checkDeployment(): Promise<void> {
    const [actual, code] = await Promise.all([client.getChainId(), client.getCode(contract)]);
    if (actual !== chainId) throw mismatch({ message: `The RPC serves chain ${actual}, not ${chainId}.`, actual });
    if (code === undefined) throw mismatch({ message: "The chain has no contract at the registry's address.", actual });
    if (expected !== undefined) await expected.check(await readFacts(expected.deploymentBlock));
  }

  async function readFacts(deploymentBlock: number): Promise<ChainFacts> {
    const [genesis, newest] = await Promise.all([client.getBlock({ blockNumber: 0n }), client.getBlockNumber()]);
    if (newest < BigInt(deploymentBlock)) {
      throw chainUnavailable({ message: "The chain does not reach to the registry's deployment block yet." });
    }
    const deployment = await client.getBlock({ blockNumber: BigInt(deploymentBlock) });
    return {
      chainId,
      genesisHash: genesis.hash,
      deploymentHash: deployment.hash,
      newestBlock: Number(newest),
    };
  }

  return {
    confirm: () => {
      isChecked = false;
      return ask(async () => undefined);
    },

    latestBlock: () => ask(async () => toReference(await client.getBlock({ blockTag: "latest" }))),

    block: (number) =>
      ask(async () => {
        try {
          return toReference(await client.getBlock({ blockNumber: BigInt(number) }));
        } catch (error) {
          if (error instanceof Error && error.name === "BlockNotFoundError") return undefined;
          throw error;
        }
      }),

    events: (selection) =>
      ask(async () => {
        const range =
          "blockHash" in selection
            ? { blockHash: selection.blockHash }
            : { fromBlock: BigInt(selection.fromBlock), toBlock: BigInt(selection.toBlock) };
        return decodeLogs(await client.getLogs({ address: registry, ...range }));
      }),

    roleEnds: async (holders) => {
      const calls = holders.map(({ role, account }) => ({
        ...contract,
        functionName: "roleEnd" as const,
        args: [role, account] as const,
      }));
      const ends = await ask(() => readMany({ client, calls }));
      return ends.map((until) => (until === NO_END ? null : Number(until)));
    },

    subjectsOf: async (customers) => {
      const read = (functionName: "subjectOf" | "namedSubjectOf") =>
        readMany({
          client,
          calls: customers.map((customer) => ({ ...contract, functionName, args: [customer] as const })),
        });
      const [subjects, named] = await ask(() => Promise.all([read("subjectOf"), read("namedSubjectOf")]));
      return subjects.map((subject, index) => ({ subject: toAccount(subject), named: toAccount(named[index]) }));
    },

    headOf: (customer) => ask(() => client.readContract({ ...contract, functionName: "headOf", args: [customer] })),

    isOrganisation: (account) =>
      ask(() => client.readContract({ ...contract, functionName: "isOrganisation", args: [account] })),

    isSuspended: (organisation) =>
      ask(() => client.readContract({ ...contract, functionName: "isSuspended", args: [organisation] })),

    keyOf: async (account) => {
      const [epoch, suite, keyHash] = await ask(() =>
        client.readContract({ ...contract, functionName: "keyOf", args: [account] }),
      );
      return { epoch, suite, keyHash };
    },

    verifyMessage: ({ address, message, signature }) =>
      ask(async () => {
        if (address === zeroAddress) return false;
        const valid = await client.verifyMessage({ address, message, signature, mode: "eoa" });
        // viem answers false also when its call was not answered: a refusal is only one when the chain is there.
        if (!valid) await client.getBlockNumber();
        return valid;
      }),
  };
}

/** The zero address stands for nobody. */
function toAccount(address: Address | undefined): Address | null {
  return address === undefined || address === zeroAddress ? null : (address.toLowerCase() as Address);
}

type RpcBlock = { number: bigint | null; hash: Hex | null; parentHash: Hex; timestamp: bigint };

function toReference({ number, hash, parentHash, timestamp }: RpcBlock): BlockReference {
  if (number === null || hash === null) throw chainUnavailable({ message: "The RPC answered with a pending block." });
  return { number: Number(number), hash, parentHash, timestamp: Number(timestamp) };
}

function mismatch({ message, actual }: { message: string; actual: number }): KontorError {
  return new KontorError({
    code: "ChainMismatch",
    message,
    hints: ["Check the RPC URL, the chain id and the registry's address."],
    details: { chainId: actual },
  });
}
