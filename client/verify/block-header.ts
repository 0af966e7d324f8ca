import { type Hex, keccak256, numberToHex, toRlp } from "viem";
import { z } from "zod";
import { bytes32Schema } from "#protocol/api/hex.ts";
import type { ChainClient } from "../registry/registry.ts";
import { askRpc } from "./ask-rpc.ts";
import { dataSchema, quantitySchema } from "./rpc-schemas.ts";
import { unavailable } from "./unavailable.ts";

/** A block header whose fields hash to `hash`. */
export type BlockHeader = { number: bigint; hash: Hex; stateRoot: Hex; timestamp: bigint };

/** What every header has, in the order it is hashed (Yellow Paper 4.4.3). */
const COMMON = z.object({
  parentHash: bytes32Schema,
  sha3Uncles: bytes32Schema,
  miner: dataSchema,
  stateRoot: bytes32Schema,
  transactionsRoot: bytes32Schema,
  receiptsRoot: bytes32Schema,
  logsBloom: dataSchema,
  difficulty: quantitySchema,
  number: quantitySchema,
  gasLimit: quantitySchema,
  gasUsed: quantitySchema,
  timestamp: quantitySchema,
  extraData: dataSchema,
  mixHash: bytes32Schema,
  nonce: dataSchema,
});

/** What forks have added at the end, in order: EIP-1559, 4895, 4844 (two), 4788, 7685. Each needs the ones before it. */
const ADDED = z.object({
  baseFeePerGas: quantitySchema.nullish(),
  withdrawalsRoot: bytes32Schema.nullish(),
  blobGasUsed: quantitySchema.nullish(),
  excessBlobGas: quantitySchema.nullish(),
  parentBeaconBlockRoot: bytes32Schema.nullish(),
  requestsHash: bytes32Schema.nullish(),
});

const blockSchema = COMMON.extend(ADDED.shape).extend({ hash: bytes32Schema }).nullable();

export type ReadBlockHeaderParameters = { client: ChainClient } & ({ number: bigint } | { hash: Hex });

/**
 * Reads a block header and hashes it again, so that its state root is the one of that block hash. Throws
 * `ChainUnavailable` where the RPC has no such block, or its fields do not hash to its hash (a lie, or a fork that this
 * version does not know).
 */
export async function readBlockHeader(parameters: ReadBlockHeaderParameters): Promise<BlockHeader> {
  const { client } = parameters;
  const block =
    "hash" in parameters
      ? await askRpc({ client, method: "eth_getBlockByHash", params: [parameters.hash, false], schema: blockSchema })
      : await askRpc({
          client,
          method: "eth_getBlockByNumber",
          params: [numberToHex(parameters.number), false],
          schema: blockSchema,
        });
  if (block === null) throw unavailable("The RPC does not know the block.");
  const hash = hashHeader(block);
  if (hash !== block.hash) throw unavailable("The RPC's block header does not hash to its block hash.");
  if ("hash" in parameters ? hash !== parameters.hash : block.number !== parameters.number) {
    throw unavailable("The RPC answered with another block than the one asked for.");
  }
  return { number: block.number, hash, stateRoot: block.stateRoot, timestamp: block.timestamp };
}

function hashHeader(block: NonNullable<z.output<typeof blockSchema>>): Hex {
  const common = (Object.keys(COMMON.shape) as (keyof typeof COMMON.shape)[]).map((name) => block[name]);
  const added: (Hex | bigint)[] = [];
  for (const name of Object.keys(ADDED.shape) as (keyof typeof ADDED.shape)[]) {
    const value = block[name];
    if (value === undefined || value === null) break;
    added.push(value);
  }
  return keccak256(toRlp([...common, ...added].map((value) => (typeof value === "bigint" ? integer(value) : value))));
}

/** RLP writes an integer with no leading zeros, and zero as no bytes at all. */
function integer(value: bigint): Hex {
  if (value === 0n) return "0x";
  const digits = value.toString(16);
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}
