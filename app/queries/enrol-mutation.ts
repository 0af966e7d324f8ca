import type { QueryClient } from "@tanstack/react-query";
import type { KeyHolder } from "#app/runtime/key-holder.ts";
import type { NewIdentity } from "#client/keys/create-identity.ts";
import { enrol } from "#client/keys/enrol.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

/** Stores the sealed identity, publishes its key with the wallet, and holds it unlocked. May be repeated after a failure. */
export const enrolMutation = (parameters: {
  registry: Registry;
  service: Service;
  wallet: Wallet | undefined;
  keys: KeyHolder;
  queryClient: QueryClient;
}) => ({
  mutationFn: async ({ identity, replace }: { identity: NewIdentity; replace: boolean }) => {
    const { registry, service, wallet, keys, queryClient } = parameters;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    const enrolled = await enrol({ registry, service, wallet, identity, replace });
    keys.unlock(enrolled);
    await queryClient.invalidateQueries({ queryKey: queryKeys.identity(enrolled.account) });
  },
  gcTime: 0,
});
