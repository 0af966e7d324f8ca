import type { Address, Hex } from "viem";
import type { Registry, Wallet } from "../registry/registry.ts";
import { callRegistry } from "./call-registry.ts";
import type { Transacted } from "./transact.ts";

export type PublishKeyParameters = {
  registry: Registry;
  /** The account itself, or a KEEPER of the organisation that it is. */
  wallet: Wallet;
  account: Address;
  suite: number;
  /** The raw public key; the directory keeps its hash, the event the key itself. */
  key: Hex;
};

/** Publishes a new key in the directory, which raises the account's epoch by one. Throws `MissingRole`. */
export async function publishKey(parameters: PublishKeyParameters): Promise<Transacted> {
  const { registry, wallet, account, suite, key } = parameters;
  return callRegistry({ registry, wallet, functionName: "publishKey", args: [account, suite, key] });
}
