import type { Address, Hex } from "viem";
import type { Registry, Wallet } from "../registry/registry.ts";
import { callRegistry } from "./call-registry.ts";
import type { Transacted } from "./transact.ts";

export type GrantAccessParameters = {
  registry: Registry;
  /** ORGANISATION or KEEPER of the steward. */
  wallet: Wallet;
  steward: Address;
  customers: readonly Hex[];
  grantee: Address;
  /** 0: all kinds; otherwise one kind's code. */
  scope: number;
  /** Seconds since 1970 from which the grant is no longer held; `NO_END`. */
  until: bigint;
};

/** Records on chain that a grantee may read customers; the keys go separately. By the steward's account or a KEEPER. */
export async function grantAccess({ registry, wallet, ...grant }: GrantAccessParameters): Promise<Transacted> {
  const { steward, customers, grantee, scope, until } = grant;
  return callRegistry({
    registry,
    wallet,
    functionName: "grant",
    args: [steward, customers, grantee, scope, until],
  });
}

export type RevokeAccessParameters = Omit<GrantAccessParameters, "until">;

/** Takes grants away on chain, exactly these. What the grantee has read and kept stays with it. */
export async function revokeAccess({ registry, wallet, ...grant }: RevokeAccessParameters): Promise<Transacted> {
  const { steward, customers, grantee, scope } = grant;
  return callRegistry({ registry, wallet, functionName: "revoke", args: [steward, customers, grantee, scope] });
}
