import type { QueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { afterPaint } from "#app/runtime/after-paint.ts";
import type { KeyHolder } from "#app/runtime/key-holder.ts";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import { createIdentity, type NewIdentity } from "#client/keys/create-identity.ts";
import { enrol } from "#client/keys/enrol.ts";
import { enrolmentOf } from "#client/keys/enrolment-of.ts";
import { finishEnrolment } from "#client/keys/finish-enrolment.ts";
import { setPassphrase } from "#client/keys/set-passphrase.ts";
import { storedLocks } from "#client/keys/stored-locks.ts";
import { type UnlockIdentityParameters, unlockIdentity } from "#client/keys/unlock-identity.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";
import { refreshAfter } from "./refresh-after.ts";

/** How far the member's enrolment is: none, stored, enrolled, or lost. */
export const enrolmentQuery = (parameters: { registry: Registry; service: Service; account: Address }) => ({
  queryKey: queryKeys.identity(parameters.account),
  queryFn: () => enrolmentOf(parameters),
  staleTime: 60_000,
});

/** The ways into the account's stored key. */
export const storedLocksQuery = ({ service, account }: { service: Service; account: Address }) => ({
  queryKey: queryKeys.locks(account),
  queryFn: () => storedLocks({ service }),
  staleTime: 30_000,
});

/** Makes a new identity key, sealed under a passphrase and new recovery words. Nothing leaves the page. */
export const createIdentityMutation = ({ registry, account }: { registry: Registry; account: Address }) => ({
  mutationFn: async (passphrase: string) => {
    await afterPaint();
    return createIdentity({ registry, account, passphrase });
  },
  gcTime: 0,
});

/** Stores the sealed identity, publishes its key with the wallet, and holds it unlocked. May be repeated after a failure. */
export const enrolMutation = (parameters: {
  registry: Registry;
  service: Service;
  wallet: Wallet | undefined;
  keys: KeyHolder;
  queryClient: QueryClient;
}) => ({
  mutationFn: async ({ identity, replace }: { identity: NewIdentity; replace: boolean }) => {
    const { registry, service, keys, queryClient } = parameters;
    const wallet = requireWallet(parameters.wallet);
    const enrolled = await enrol({ registry, service, wallet, identity, replace });
    keys.unlock(enrolled);
    await refreshAfter({ queryClient, change: "locks" });
  },
  gcTime: 0,
});

type Parameters = { registry: Registry; service: Service; account: Address; keys: KeyHolder };

/** Opens the identity key with its passphrase. */
export const unlockMutation = ({ registry, service, account, keys }: Parameters) => ({
  mutationFn: async (passphrase: string) => {
    await afterPaint();
    keys.unlock(await unlockIdentity({ registry, service, account, unlock: { type: "passphrase", passphrase } }));
  },
  gcTime: 0,
});

/** Publishes the key of an enrolment that stopped in the middle, and holds it unlocked. */
export const finishEnrolmentMutation = (parameters: Parameters & { wallet: Wallet | undefined }) => ({
  mutationFn: async (passphrase: string) => {
    const { registry, service, keys } = parameters;
    const wallet = requireWallet(parameters.wallet);
    await afterPaint();
    keys.unlock(await finishEnrolment({ registry, service, wallet, unlock: { type: "passphrase", passphrase } }));
  },
  gcTime: 0,
});

/** Opens the identity key with the recovery words, after putting a new passphrase on it. */
export const recoverMutation = ({ registry, service, account, keys }: Parameters) => ({
  mutationFn: async ({ words, passphrase }: { words: string; passphrase: string }) => {
    const unlock = { type: "recovery", words } as const;
    await afterPaint();
    const identity = await unlockIdentity({ registry, service, account, unlock });
    await setPassphrase({ registry, service, account, unlock, passphrase });
    keys.unlock(identity);
  },
  gcTime: 0,
});

/** Changes what opens the stored key. The present passphrase is asked for each time: an unlocked page is not enough. */
export const changeLocksMutation = <Input extends { passphrase: string }, Result>(parameters: {
  registry: Registry;
  service: Service;
  account: Address;
  queryClient: QueryClient;
  change: (opening: UnlockIdentityParameters, input: Input) => Promise<Result>;
}) => ({
  mutationFn: async (input: Input): Promise<Result> => {
    const { registry, service, account, queryClient, change } = parameters;
    const unlock = { type: "passphrase", passphrase: input.passphrase } as const;
    await afterPaint();
    const result = await change({ registry, service, account, unlock }, input);
    await refreshAfter({ queryClient, change: "locks" });
    return result;
  },
  gcTime: 0,
});
