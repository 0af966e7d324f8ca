import type { Hex } from "viem";
import { callRegistry } from "../registry/call-registry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Transacted } from "../registry/transact.ts";

export type LeaveSubjectParameters = {
  registry: Registry;
  /** The subject. */
  wallet: Wallet;
  customer: Hex;
};

/** Stops being the customer's subject. Throws `NotSubject`. */
export async function leaveSubject({ registry, wallet, customer }: LeaveSubjectParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "leaveSubject", args: [customer] });
}
