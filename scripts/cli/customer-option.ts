import type { Hex } from "viem";
import { usageError } from "./parse-options.ts";
import { parseBytes32 } from "./parse-values.ts";

export const CUSTOMER_OPTION = { type: "string", value: "ID", text: "the customer" } as const;

/** The customer that is meant. Throws `InvalidArgument`. */
export function requireCustomer(text: string | undefined): Hex {
  if (text === undefined) throw usageError("--customer is missing: the customer's id.");
  return parseBytes32({ name: "--customer", text });
}
