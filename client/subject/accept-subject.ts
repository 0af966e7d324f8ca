import type { Hex } from "viem";
import { callRegistry } from "../registry/call-registry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Transacted } from "../registry/transact.ts";

export type AcceptSubjectParameters = {
  registry: Registry;
  /** The one that is named. */
  wallet: Wallet;
  customer: Hex;
};

/** Becomes the customer's subject. The steward then shares the customer's keys with it. Throws `NotSubject`. */
export async function acceptSubject({ registry, wallet, customer }: AcceptSubjectParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "acceptSubject", args: [customer] });
}
