import { z } from "zod";
import { addressSchema, bytes32Schema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { sealedLocallySchema } from "../drafts/local-seal.ts";
import type { Write } from "./write.ts";

const hexSchema = z.templateLiteral(["0x", z.string().regex(/^(?:[0-9a-f]{2})*$/)]);
const decimalSchema = z.string().regex(/^\d{1,20}$/);
const transactionSchema = z.strictObject({
  hash: bytes32Schema,
  nonce: z.int().nonnegative().nullable(),
  raw: hexSchema.nullable(),
  sentAt: decimalSchema,
});
const inclusionSchema = z.strictObject({
  transactionHash: bytes32Schema,
  blockNumber: decimalSchema,
  blockHash: bytes32Schema,
});
const staleSchema = z.strictObject({
  customer: bytes32Schema,
  expected: bytes32Schema.nullable(),
  stored: bytes32Schema.nullable(),
});
const stateSchema = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("drafted") }),
  z.strictObject({ step: z.literal("prepared") }),
  z.strictObject({ step: z.literal("stored") }),
  z.strictObject({ step: z.literal("signed"), transaction: transactionSchema }),
  z.strictObject({ step: z.literal("asked") }),
  z.strictObject({
    step: z.literal("submitted"),
    transaction: transactionSchema,
    inclusion: inclusionSchema.nullable(),
  }),
  z.strictObject({ step: z.literal("confirmed"), inclusion: inclusionSchema }),
  z.strictObject({ step: z.literal("replaced"), transaction: transactionSchema }),
  z.strictObject({ step: z.literal("dropped"), transaction: transactionSchema }),
  z.strictObject({
    step: z.literal("reverted"),
    code: z.string(),
    message: z.string(),
    remedy: z.enum(["rebase", "resubmit", "none"]),
    stale: z.array(staleSchema),
  }),
  z.strictObject({
    step: z.literal("conflict"),
    customers: z.array(z.strictObject({ customer: bytes32Schema, head: bytes32Schema, author: addressSchema })),
    sealed: sealedLocallySchema,
  }),
  z.strictObject({ step: z.literal("reorged"), inclusion: inclusionSchema }),
]);
const appendSchema = z.strictObject({
  customer: bytes32Schema,
  sequence: decimalSchema,
  steward: addressSchema,
  predecessor: z.strictObject({ steward: addressSchema, bodyHash: bytes32Schema }),
  kind: z.int().min(0).max(0xffff),
  keyEpoch: z.int().min(0).max(0xffff_ffff),
  commitment: bytes32Schema,
  payloadDigest: bytes32Schema,
  head: bytes32Schema,
  envelope: z.string(),
});
const everyWriteSchema = z.strictObject({
  version: z.literal(2),
  id: z.string().min(1),
  chainId: z.int().positive(),
  registry: addressSchema,
  organisation: addressSchema,
  author: addressSchema,
  confirmations: z.int().positive(),
  customers: z.array(bytes32Schema).min(1),
  drafts: sealedLocallySchema.nullable(),
  appends: z.array(appendSchema),
  rebases: z.int().nonnegative(),
  earlier: z.array(bytes32Schema),
  state: stateSchema,
  history: z.array(z.string()),
});
/** States that a write can be in before it was ever encrypted. */
const UNSEALED_STEPS: readonly string[] = ["drafted", "reverted", "conflict"];
const writeSchema = everyWriteSchema.refine(
  ({ appends, state }) => appends.length > 0 || UNSEALED_STEPS.includes(state.step),
  { path: ["appends"] },
);

/** Reads a journaled write. Throws `JournalBroken` for anything that this version did not write. */
export function parseWrite(value: unknown): Write {
  const parsed = writeSchema.safeParse(value);
  if (parsed.success) return parsed.data as Write;
  throw new KontorError({
    code: "JournalBroken",
    message: `A journaled write is malformed at ${parsed.error.issues[0]?.path.join(".") || "its root"}.`,
    hints: ["The journal may be another version's, or damaged. Nothing was sent because of it."],
  });
}
