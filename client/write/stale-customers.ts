import type { Hex } from "viem";
import { hashPredecessor } from "#protocol/chain/entry.ts";
import { headOf } from "../registry/head-of.ts";
import type { Registry } from "../registry/registry.ts";
import { predecessorOfAppend } from "./encode-write.ts";
import type { JournaledAppend, StaleCustomer, Write } from "./write.ts";

/** Customers of a write whose stored head is no longer the one that the write follows. Throws `ChainUnavailable`. */
export async function staleCustomers(parameters: { registry: Registry; write: Write }): Promise<StaleCustomer[]> {
  const { registry, write } = parameters;
  const firsts = new Map<Hex, JournaledAppend>();
  for (const append of write.appends) if (!firsts.has(append.customer)) firsts.set(append.customer, append);
  const checked = await Promise.all(
    [...firsts.values()].map(async (append) => {
      const stored = await headOf({ registry, customer: append.customer });
      return { customer: append.customer, expected: expectedHeadOf(append), stored };
    }),
  );
  return checked.filter(({ expected, stored }) => expected !== stored);
}

/** The stored head that an append follows; null for a customer's first entry. */
export function expectedHeadOf(append: JournaledAppend): Hex | null {
  return append.sequence === "1" ? null : hashPredecessor(predecessorOfAppend(append));
}
