import type { Hex } from "viem";
import { callRegistry } from "../registry/call-registry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Transacted } from "../registry/transact.ts";

export type CountersignParameters = {
  registry: Registry;
  /** The subject. */
  wallet: Wallet;
  customer: Hex;
  /** The entry's hash, as read and verified. */
  head: Hex;
};

/** Agrees on chain to an entry of the customer's, by its hash. Throws `NotSubject`. */
export async function countersign({ registry, wallet, customer, head }: CountersignParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "countersign", args: [customer, head] });
}
