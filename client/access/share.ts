import { z } from "zod";
import { addressSchema, bytes32Schema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { JournalOf } from "../journals/journal-of.ts";

const shareSchema = z.strictObject({
  version: z.literal(1),
  id: z.string().min(1),
  chainId: z.int().positive(),
  registry: addressSchema,
  /** The steward. */
  organisation: addressSchema,
  grantee: addressSchema,
  customers: z.union([z.literal("all"), z.array(bytes32Schema).min(1)]),
  /** 0: all kinds; otherwise one kind's code. */
  scope: z.int().nonnegative(),
  /** Seconds since 1970, decimal; null for no end. */
  until: z.string().regex(/^\d+$/).nullable(),
  /** Changed keys of the grantee that a person has agreed to. */
  acceptedKeys: z.array(bytes32Schema),
  /**
   * intended  nothing has happened yet
   * waiting   for what only the grantee can do (`waitingFor`); nothing is granted, and nothing is given away
   * done      granted on chain, and every customer's keys are handed over
   */
  step: z.enum(["intended", "waiting", "done"]),
  waitingFor: z.enum(["NotEnrolled", "PossessionNotProven"]).nullable(),
});

/** An intent to share customers, as the journal keeps it until it is done. Holds no secret. */
export type Share = z.infer<typeof shareSchema>;

/** Where intents to share survive a crash, and the time until the other side is there. */
export type ShareJournal = JournalOf<Share>;

/** Reads a journaled intent. Throws `JournalBroken` for anything else. */
export function parseShare(value: unknown): Share {
  const parsed = shareSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new KontorError({
    code: "JournalBroken",
    message: "A journaled intent to share cannot be read.",
    hints: ["Share again: what is done already is found."],
  });
}
