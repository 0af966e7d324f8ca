import type { Address, Hex } from "viem";
import { z } from "zod";
import { addressSchema, bytes32Schema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { JournalOf } from "../journals/journal-of.ts";

const cause = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("member"), account: addressSchema }),
  z.strictObject({
    type: z.literal("grant"),
    grantee: addressSchema,
    scope: z.int().nonnegative(),
    customers: z.array(bytes32Schema).min(1),
  }),
  z.strictObject({ type: z.literal("renewal") }),
]);

const rotationSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  chainId: z.int().positive(),
  registry: addressSchema,
  organisation: addressSchema,
  cause,
  /**
   * revoke  rights are still to be taken on chain
   * epoch   they are taken; the new key is to be published on top of `before`
   * seal    the key is published; its secret is to be sealed to the members who stay, and the old one put under it
   * wrap    customers' new secrets are to be made and wrapped, in the order of their ids, from `after` on
   * done    nothing is left but `waiting`
   */
  step: z.enum(["revoke", "epoch", "seal", "wrap", "done"]),
  /** The organisation's key epoch when the rights had been taken. */
  before: z.int().nonnegative().nullable(),
  /** The last customer that is done. */
  after: bytes32Schema.nullable(),
  /** Who could not be served, and why; running the rotation again tries them again. */
  waiting: z.array(z.strictObject({ account: addressSchema, as: z.enum(["member", "grantee"]), code: z.string() })),
  /** Customers for which a member had stored, in the place of the new secret, what does not open. */
  garbled: z.array(bytes32Schema).default([]),
});

/** A change of an organisation's key, as the journal keeps it between its steps. Holds no secret. */
export type Rotation = z.infer<typeof rotationSchema>;
export type RotationCause =
  /** Somebody leaves: every role of theirs is taken. */
  | { type: "member"; account: Address }
  /** Somebody shall read no longer. */
  | { type: "grant"; grantee: Address; scope: number; customers: Hex[] }
  /** Nobody leaves: the key is only renewed. */
  | { type: "renewal" };

/** Reads a journaled rotation. Throws `JournalBroken` for anything else. */
export function parseRotation(value: unknown): Rotation {
  const parsed = rotationSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new KontorError({
    code: "JournalBroken",
    message: "A journaled key rotation cannot be read.",
    hints: ["Begin a new one: it finds what is done."],
  });
}

/** Where rotations survive a crash. */
export type RotationJournal = JournalOf<Rotation>;
