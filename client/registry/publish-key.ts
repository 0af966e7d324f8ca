import { type Address, encodeFunctionData, type Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import type { Registry, Wallet } from "./registry.ts";
import { type Transacted, transact } from "./transact.ts";

export type PublishKeyParameters = {
  registry: Registry;
  wallet: Wallet;
  account: Address;
  suite: number;
  /** The raw public key; the directory keeps its hash, the event the key itself. */
  key: Hex;
};

/** Publishes a new key in the directory, which raises the account's epoch by one. By the account, or an organisation's KEEPER. */
export async function publishKey({ registry, wallet, ...parameters }: PublishKeyParameters): Promise<Transacted> {
  const { account, suite, key } = parameters;
  const data = encodeFunctionData({ abi: kontorRegistryAbi, functionName: "publishKey", args: [account, suite, key] });
  return transact({ registry, wallet, data });
}
