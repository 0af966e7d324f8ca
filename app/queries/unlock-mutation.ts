import type { Address } from "viem";
import { afterPaint } from "#app/runtime/after-paint.ts";
import type { KeyHolder } from "#app/runtime/key-holder.ts";
import { finishEnrolment } from "#client/keys/finish-enrolment.ts";
import { setPassphrase } from "#client/keys/set-passphrase.ts";
import { unlockIdentity } from "#client/keys/unlock-identity.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

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
    const { registry, service, wallet, keys } = parameters;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
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
