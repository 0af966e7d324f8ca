import { type Hex, keccak256, numberToHex, toRlp } from "viem";
import { z } from "zod";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ChainClient } from "../registry/registry.ts";
import { askRpc } from "./ask-rpc.ts";
import { countSchema, dataSchema, quantitySchema } from "./rpc-schemas.ts";
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
  number: countSchema,
  gasLimit: quantitySchema,
  gasUsed: quantitySchema,
  timestamp: countSchema,
  extraData: dataSchema,
  mixHash: bytes32Schema,
  nonce: dataSchema,
});

/**
 * What forks have added at the end, in order: EIP-1559, 4895, 4844 (two), 4788, 7685, and with Amsterdam 7928 and 7843. Each
 * needs the ones before it.
 */
const ADDED = z.object({
  baseFeePerGas: quantitySchema.nullish(),
  withdrawalsRoot: bytes32Schema.nullish(),
  blobGasUsed: quantitySchema.nullish(),
  excessBlobGas: quantitySchema.nullish(),
  parentBeaconBlockRoot: bytes32Schema.nullish(),
  requestsHash: bytes32Schema.nullish(),
  blockAccessListHash: bytes32Schema.nullish(),
  slotNumber: quantitySchema.nullish(),
});

/** What nodes send beside the header's fields. */
const BESIDE: ReadonlySet<string> = new Set([
  "hash",
  "size",
  "totalDifficulty",
  "transactions",
  "uncles",
  "withdrawals",
]);

const headerSchema = z.looseObject({ ...COMMON.shape, ...ADDED.shape, hash: bytes32Schema });
const blockSchema = headerSchema.nullable();

export type ReadBlockHeaderParameters = { client: ChainClient } & ({ number: bigint } | { hash: Hex });

/**
 * Reads a block header and hashes it again, so that its state root is the one of that block hash. Throws
 * `ChainUnavailable` where the RPC has no such block, or its fields do not hash to its hash, and `HeaderUnknown` where they do not
 * and there are fields that this version does not know: those of a later fork.
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
  if (hash !== block.hash) throw notItsHash(block);
  if ("hash" in parameters ? hash !== parameters.hash : block.number !== parameters.number) {
    throw unavailable("The RPC answered with another block than the one asked for.");
  }
  return { number: block.number, hash, stateRoot: block.stateRoot, timestamp: block.timestamp };
}

type Header = z.output<typeof headerSchema>;

/** A later fork's header has fields that would have to be hashed; where there are none, the RPC lies. */
function notItsHash(block: Header): KontorError {
  const known = [COMMON.shape, ADDED.shape].flatMap((shape) => Object.keys(shape));
  const fields = Object.keys(block).filter((name) => !known.includes(name) && !BESIDE.has(name));
  if (fields.length === 0) return unavailable("The RPC's block header does not hash to its block hash.");
  const names = fields.slice(0, 5).map((name) => name.slice(0, 40));
  return new KontorError({
    code: "HeaderUnknown",
    message: `The block's header has fields of a fork after Amsterdam, which this version does not know: ${names.join(", ")}.`,
    hints: ["Use a version of the verifier that knows the chain's newest fork."],
    details: { fields: names.join(", ") },
  });
}

function hashHeader(block: Header): Hex {
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
