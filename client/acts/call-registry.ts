import { type ContractFunctionArgs, type ContractFunctionName, encodeFunctionData } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import { type Transacted, transact } from "./transact.ts";

type WriteName = ContractFunctionName<typeof kontorRegistryAbi, "nonpayable">;

export type CallRegistryParameters<Name extends WriteName> = {
  registry: Registry;
  wallet: Wallet;
  functionName: Name;
  args: ContractFunctionArgs<typeof kontorRegistryAbi, "nonpayable", Name>;
};

/** Sends one call to the registry by its name, and waits for its block. Throws what `transact` throws. */
export async function callRegistry<const Name extends WriteName>(
  parameters: CallRegistryParameters<Name>,
): Promise<Transacted> {
  const { registry, wallet, functionName, args } = parameters;
  // The ABI's union of functions is too wide for the encoder's own inference; the names and arguments are checked above.
  const encode = encodeFunctionData as (call: { abi: unknown; functionName: string; args: unknown }) => `0x${string}`;
  return transact({ registry, wallet, data: encode({ abi: kontorRegistryAbi, functionName, args }) });
}
