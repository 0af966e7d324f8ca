import { z } from "zod";

/** An entry's sequence: 1, 2, 3, … (a safe integer: the contract counts by ones). */
export const sequenceSchema = z.int().positive();

/** A key epoch: 1 or more, 32 bits on chain. */
export const keyEpochSchema = z.int().min(1).max(0xffff_ffff);

/** A key epoch that may be 0: the account has published no key. */
export const maybeKeyEpochSchema = z.int().min(0).max(0xffff_ffff);

/** A block number. */
export const blockNumberSchema = z.int().nonnegative();

/** An entry's kind, 16 bits on chain. */
export const kindSchema = z.int().min(0).max(0xffff);

/** A whole number in a path or a query: decimal digits only, so not `1e2`, `0x1`, ` 1` or `1.0`. */
export function decimalSchema(schema: z.ZodType<number, number>) {
  return z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,15})$/, "expected a whole number in decimal digits")
    .transform(Number)
    .pipe(schema);
}
