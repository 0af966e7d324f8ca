import { z } from "zod";
import { problemOfRule } from "../problem-kinds.ts";

const DECIMAL = /^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?$/;
const ZERO = /^-[0.]+$/;

/**
 * Money or a quantity: up to 18 digits before and 9 after the point, as written ("14.00" stays "14.00"). Text, because
 * binary fractions round.
 */
export const decimal = z
  .string()
  .refine(
    (value) => DECIMAL.test(value) && !ZERO.test(value),
    problemOfRule({ kind: "decimal", words: "is not a decimal number such as -12.50" }),
  );

/** ISO 4217, by its form; which codes there are is asked beside the amounts (amounts.ts). */
export const currency = z
  .string()
  .refine(
    (value) => /^[A-Z]{3}$/.test(value),
    problemOfRule({ kind: "currency", words: "is not three capital letters" }),
  );
