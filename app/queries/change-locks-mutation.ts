import type { QueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { afterPaint } from "#app/runtime/after-paint.ts";
import type { UnlockIdentityParameters } from "#client/keys/unlock-identity.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

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
    await queryClient.invalidateQueries({ queryKey: queryKeys.identity(account) });
    return result;
  },
  gcTime: 0,
});
