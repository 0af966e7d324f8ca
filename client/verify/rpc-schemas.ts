import type { Hex } from "viem";
import { z } from "zod";

/** Hexadecimal of any length, whole bytes. */
export const dataSchema = z
  .string()
  .regex(/^0x(?:[0-9a-fA-F]{2})*$/)
  .toLowerCase() as unknown as z.ZodType<Hex, Hex>;

/** A quantity as JSON-RPC writes it; some nodes pad it. */
export const quantitySchema = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/)
  .transform((text) => BigInt(text));

/** A number of blocks or of seconds, which has to fit into a JavaScript number and a date. */
export const countSchema = quantitySchema.refine((value) => value < 1n << 40n);
