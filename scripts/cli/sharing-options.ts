import type { Hex } from "viem";
import { ALL_KINDS } from "#protocol/chain/grants.ts";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import type { Options, Values } from "./command.ts";
import { usageError } from "./parse-options.ts";
import { parseBytes32 } from "./parse-values.ts";

/** What is shared. */
export const SHARED_OPTIONS = {
  customer: { type: "string", multiple: true, value: "ID", text: "a customer" },
  all: { type: "boolean", text: "all customers, those to come too" },
  kind: {
    type: "string",
    value: "KIND",
    text: `one kind only: ${CONTENT_KINDS.join(", ")} (default: all kinds)`,
  },
} as const satisfies Options;

/** Throws `InvalidArgument`. */
export function readShared(values: Values<typeof SHARED_OPTIONS>): { customers: Hex[] | "all"; scope: number } {
  const ids = (values.customer ?? []).map((text) => parseBytes32({ name: "--customer", text }));
  if (ids.length > 0 === (values.all === true)) throw usageError("Give either --customer, once or more, or --all.");
  const kind = CONTENT_KINDS.find((one) => one === values.kind);
  if (values.kind !== undefined && kind === undefined)
    throw usageError(`--kind is none of ${CONTENT_KINDS.join(", ")}.`);
  return {
    customers: values.all === true ? "all" : [...new Set(ids)],
    scope: kind === undefined ? ALL_KINDS : KINDS[kind],
  };
}
