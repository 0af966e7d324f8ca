import type { Address } from "viem";
import { afterPaint } from "#app/runtime/after-paint.ts";
import { createIdentity } from "#client/keys/create-identity.ts";
import type { Registry } from "#client/registry/registry.ts";

/** Makes a new identity key, sealed under a passphrase and new recovery words. Nothing leaves the page. */
export const createIdentityMutation = ({ registry, account }: { registry: Registry; account: Address }) => ({
  mutationFn: async (passphrase: string) => {
    await afterPaint();
    return createIdentity({ registry, account, passphrase });
  },
  gcTime: 0,
});
