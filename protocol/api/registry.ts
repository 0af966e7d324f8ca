import { z } from "zod";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { blockNumberSchema } from "./numbers.ts";

/** GET /api/registry: which registry this service serves, how far its index is, and what a browser needs to reach the chain. */
export const registryResponseSchema = z
  .object({
    chainId: z.int().positive(),
    registry: addressSchema,
    deploymentBlock: blockNumberSchema,
    /** Blocks on top of an entry's block before the service calls it confirmed. 1 means: the block itself is enough. */
    confirmations: z.int().positive(),
    /** The newest block the index holds; the block before the deployment when nothing is indexed yet. */
    indexedBlock: z.int().min(-1),
    /** The newest block known to the service; null before the first contact with the chain. */
    head: z.object({ number: blockNumberSchema, hash: bytes32Schema }).nullable(),
    /** A local chain with well-known accounts: the dApp offers development wallets. */
    development: z.boolean(),
    /** A JSON-RPC endpoint that browsers may use; null where the operator names none. */
    rpcUrl: z.string().nullable(),
  })
  .meta({ id: "Registry" });

export type RegistryResponse = z.infer<typeof registryResponseSchema>;
