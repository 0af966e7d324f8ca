import { type Address, bytesToHex, fromRlp, type Hex, numberToHex, padHex } from "viem";
import { z } from "zod";
import { kontorRegistryCodeHash } from "#generated/kontor-registry-bytecode.ts";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { askChain } from "../registry/ask-chain.ts";
import type { ChainClient } from "../registry/registry.ts";
import { askRpc } from "./ask-rpc.ts";
import { type BlockHeader, readBlockHeader } from "./block-header.ts";
import { countSchema, dataSchema, quantitySchema } from "./rpc-schemas.ts";
import { trieValue } from "./trie-value.ts";
import { unavailable } from "./unavailable.ts";

export type ProveRegistryParameters = {
  /** One or more ways to the chain; all have to agree on the block. The first one answers the rest. */
  clients: readonly ChainClient[];
  registry: Address;
  /** The block to look at is the newest that has this many confirmations; 1 is the newest block itself. */
  confirmations?: number;
  /** A block hash from a source of the caller's own; then nothing of the RPCs is taken on trust. */
  blockHash?: Hex;
  /** Blocks that the RPCs' newest ones may lie apart; 5 by default. */
  maxSpread?: number;
  /**
   * Seconds that the newest block's time may be away from now; 600 by default, and on a development chain, which makes blocks
   * only when there is something to put into them, without a limit. A given block hash may be of any age.
   */
  maxAge?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** The registry's runtime code has to hash to this; by default to the code of this version. */
  codeHash?: Hex;
};

/** Nodes that are healthy are rarely more than a block or two behind each other; a chain of fast blocks needs more. */
const MAX_SPREAD = 5;
/** Ethereum makes a block every 12 seconds, and ten minutes without one are an incident; most other chains are faster. */
const MAX_AGE_SECONDS = 600;
/** What Hardhat and anvil call their chain. */
const DEVELOPMENT_CHAIN_ID = 31337;

/** A registry at one block: its code is known, and its storage root is proven from the block's state root. */
export type ProvenRegistry = {
  clients: readonly ChainClient[];
  chainId: number;
  registry: Address;
  block: BlockHeader;
  storageRoot: Hex;
  codeHash: Hex;
  /** What the block hash rests on. */
  trust: "given block hash" | "agreeing RPCs" | "one RPC";
};

const proofSchema = z.object({
  accountProof: z.array(dataSchema),
  storageProof: z.array(z.object({ key: z.string(), value: quantitySchema, proof: z.array(dataSchema) })),
});

/**
 * Finds out from RPCs alone that the registry is at the address with the expected code, and what its storage root is.
 * Throws `ChainUnavailable` (dead, lying, disagreeing), `BlockTooOld`, `HeaderUnknown` (a later fork), `WrongChain` (RPCs of different chains), `RegistryMissing`,
 * `RegistryUnknown` (other code).
 */
export async function proveRegistry(parameters: ProveRegistryParameters): Promise<ProvenRegistry> {
  const { clients, registry, codeHash = kontorRegistryCodeHash } = parameters;
  const [first] = clients;
  if (first === undefined) throw new KontorError({ code: "InvalidArgument", message: "At least one RPC is needed." });
  const chainId = await agreedChainId(clients);
  const block = await agreedBlock({ ...parameters, first, chainId });
  const proof = await readProof({ client: first, registry, slots: [], block });
  const account = await trieValue({ root: block.stateRoot, key: registry, proof: proof.accountProof });
  if (account === null) {
    throw new KontorError({
      code: "RegistryMissing",
      message: `There is no contract at ${registry} on chain ${chainId}.`,
      hints: ["Check the registry's address, and that the RPC is on its chain."],
      details: { registry, chainId },
    });
  }
  const { storageRoot, codeHash: actual } = parseAccount(account);
  if (actual !== codeHash) {
    throw new KontorError({
      code: "RegistryUnknown",
      message: "The contract at the registry's address has another code than expected.",
      hints: ["Check the address.", "For a registry of another version, pin its code hash with --code-hash."],
      details: { registry, expected: codeHash, actual },
    });
  }
  const trust =
    parameters.blockHash !== undefined ? "given block hash" : clients.length > 1 ? "agreeing RPCs" : "one RPC";
  return { clients, chainId, registry, block, storageRoot, codeHash, trust };
}

export type ReadProofParameters = { client: ChainClient; registry: Address; slots: readonly Hex[]; block: BlockHeader };

/** `eth_getProof` (EIP-1186), unverified. */
export async function readProof(parameters: ReadProofParameters): Promise<z.output<typeof proofSchema>> {
  const { client, registry, slots, block } = parameters;
  const params = [registry, slots, numberToHex(block.number)];
  return askRpc({ client, method: "eth_getProof", params, schema: proofSchema });
}

async function agreedChainId(clients: readonly ChainClient[]): Promise<number> {
  const ids = await Promise.all(clients.map((client) => askChain(() => client.getChainId())));
  const [id] = ids;
  if (id === undefined || ids.some((other) => other !== id)) {
    throw new KontorError({
      code: "WrongChain",
      message: `The RPCs are on different chains: ${ids.join(", ")}.`,
      hints: ["Give RPCs of one chain only."],
    });
  }
  return id;
}

type AgreedBlock = ProveRegistryParameters & { first: ChainClient; chainId: number };

async function agreedBlock(parameters: AgreedBlock): Promise<BlockHeader> {
  const { clients, first, confirmations = 1, blockHash, maxSpread = MAX_SPREAD } = parameters;
  if (blockHash !== undefined) {
    const block = await readBlockHeader({ client: first, hash: blockHash });
    // eth_getProof takes a number: it has to lead to the same block.
    const canonical = await readBlockHeader({ client: first, number: block.number });
    if (canonical.hash !== block.hash) throw unavailable("The given block is not part of the RPC's chain any more.");
    return block;
  }
  const numbers = await Promise.all(
    clients.map((client) => askRpc({ client, method: "eth_blockNumber", params: [], schema: countSchema })),
  );
  // What all of them have. One that is far behind, or says so, would take the others back to its old state with it.
  const newest = numbers.reduce((lowest, number) => (number < lowest ? number : lowest));
  const foremost = numbers.reduce((highest, number) => (number > highest ? number : highest));
  if (foremost - newest > BigInt(maxSpread)) {
    throw unavailable(
      `The RPCs' newest blocks are too far apart: ${numbers.join(", ")}. At most ${maxSpread} are allowed.`,
    );
  }
  const number = newest - BigInt(confirmations - 1);
  if (number < 0n) throw unavailable(`The chain has no block with ${confirmations} confirmations yet.`);
  const newestBlock = await sameBlock({ clients, number: newest });
  expectFresh({ ...parameters, block: newestBlock });
  return number === newest ? newestBlock : sameBlock({ clients, number });
}

async function sameBlock(parameters: { clients: readonly ChainClient[]; number: bigint }): Promise<BlockHeader> {
  const { clients, number } = parameters;
  const blocks = await Promise.all(clients.map((client) => readBlockHeader({ client, number })));
  const [block] = blocks;
  if (block === undefined || blocks.some(({ hash }) => hash !== block.hash)) {
    throw unavailable(`The RPCs do not agree on block ${number}.`);
  }
  return block;
}

/** An RPC cannot make a block's time newer than it is without another hash; it can show an old block as the newest. */
function expectFresh(parameters: AgreedBlock & { block: BlockHeader }): void {
  const { block, chainId, now = Date.now } = parameters;
  const { maxAge = chainId === DEVELOPMENT_CHAIN_ID ? undefined : MAX_AGE_SECONDS } = parameters;
  const age = Math.floor(now() / 1_000) - Number(block.timestamp);
  if (maxAge === undefined || Math.abs(age) <= maxAge) return;
  const away = age > 0 ? `${age} s old` : `${-age} s ahead of this machine's clock`;
  throw new KontorError({
    code: "BlockTooOld",
    message: `The newest block that is shown, ${block.number}, is ${away}; at most ${maxAge} s are allowed.`,
    hints: [
      "Use another RPC: this one may be behind, or show an old state.",
      "Where the chain makes blocks seldom, allow more; a block hash from a source of your own needs no limit.",
      "Check this machine's clock.",
    ],
    details: { block: Number(block.number), age, maxAge },
  });
}

/** RLP of nonce, balance, storage root and code hash (Yellow Paper 4.1). */
function parseAccount(account: Uint8Array): { storageRoot: Hex; codeHash: Hex } {
  const fields = fromRlp(bytesToHex(account), "hex");
  const parsed =
    Array.isArray(fields) && fields.length === 4
      ? z.tuple([bytes32Schema, bytes32Schema]).safeParse(fields.slice(2))
      : undefined;
  if (!parsed?.success) throw unavailable("The RPC's proof holds no account.");
  const [storageRoot, codeHash] = parsed.data;
  return { storageRoot, codeHash };
}

/** A storage value out of its trie: RLP of the integer without leading zeros. */
export function parseStorageWord(value: Uint8Array): Hex {
  const word = fromRlp(bytesToHex(value), "hex");
  if (typeof word !== "string" || word.length > 66) throw unavailable("The RPC's proof holds no storage word.");
  return padHex(word, { size: 32 });
}
