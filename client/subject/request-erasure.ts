import type { Hex } from "viem";
import { callRegistry } from "../registry/call-registry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Transacted } from "../registry/transact.ts";

export type RequestErasureParameters = {
  registry: Registry;
  /** The subject. */
  wallet: Wallet;
  customer: Hex;
};

/** Asks the steward, on chain, to erase the customer. What follows is the steward's to do. Throws `NotSubject`. */
export async function requestErasure({ registry, wallet, customer }: RequestErasureParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "requestErasure", args: [customer] });
}
