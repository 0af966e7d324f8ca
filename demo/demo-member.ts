import { createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Identity } from "#client/keys/identity.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { signIn } from "#client/service/sessions.ts";
import type { DemoWallet } from "./wallets.ts";

/** Where the demo happens. */
export type DemoPlace = { registry: Registry; rpcUrl: string; service: Service };

/** A demo member at work: signed in, unlocked, with the organisation's keys. */
export type DemoMember = {
  person: DemoWallet;
  wallet: Wallet;
  /** With the member's session. */
  service: Service;
  identity: Identity;
  keyring: Keyring;
};

/** The viem wallet of a development account. */
export function walletOf({ person, rpcUrl }: { person: DemoWallet; rpcUrl: string }): Wallet {
  const account = privateKeyToAccount(person.privateKey);
  return createWalletClient({ account, transport: http(rpcUrl), pollingInterval: 100 }) as Wallet;
}

/** The service with a session of a development account. */
export async function signInAs(parameters: { place: DemoPlace; wallet: Wallet }): Promise<Service> {
  const { place, wallet } = parameters;
  const { chainId } = place.registry;
  return (await signIn({ service: place.service, wallet, chainId, transport: "bearer" })).service;
}
