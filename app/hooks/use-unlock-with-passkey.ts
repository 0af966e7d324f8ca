import { useMutation, useQuery } from "@tanstack/react-query";
import { storedLocksQuery } from "#app/queries/identity.ts";
import { webAuthnPasskeys } from "#client/browser/web-authn-passkeys.ts";
import { unlockWithPasskey } from "#client/keys/unlock-with-passkey.ts";
import { useAccount } from "./use-account.ts";
import { useKontor } from "./use-kontor.ts";

/** Opens the key with its passkey; `offered` where it has one. */
export const useUnlockWithPasskey = () => {
  const { registry, service, keys } = useKontor();
  const account = useAccount();
  const locks = useQuery(storedLocksQuery({ service, account }));
  const unlock = useMutation({
    mutationFn: async () => {
      keys.unlock(await unlockWithPasskey({ registry, service, account, passkeys: webAuthnPasskeys() }));
    },
    gcTime: 0,
  });
  return { offered: locks.data?.includes("passkey") ?? false, unlock };
};
