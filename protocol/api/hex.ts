import type { Address, Hex } from "viem";
import { z } from "zod";

/*
 * Hexadecimal on the wire is lower-case with 0x. Requests may carry either case (wallets show checksummed addresses);
 * parsing lowers it, so that a parsed value can be compared with ===.
 */

const hexOfLength = (bytes: number): z.ZodString =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-fA-F]{${2 * bytes}}$`), `expected 0x and ${2 * bytes} hexadecimal digits`)
    .toLowerCase();

/** An Ethereum address: 0x and 40 hexadecimal digits. */
export const addressSchema = hexOfLength(20) as unknown as z.ZodType<Address, Address>;

/** 32 bytes: a customer id, head, digest, commitment, key hash, block hash or role. */
export const bytes32Schema = hexOfLength(32) as unknown as z.ZodType<Hex, Hex>;

/** An ERC-1271 or ERC-6492 signature is longer than 65 bytes; more than this is nobody's signature. */
const MAX_SIGNATURE_BYTES = 8_192;

/** A wallet's signature: whole bytes, not empty. */
export const signatureSchema = z
  .string()
  .max(2 + 2 * MAX_SIGNATURE_BYTES)
  .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "expected 0x and whole bytes in hexadecimal")
  .toLowerCase() as unknown as z.ZodType<Hex, Hex>;
