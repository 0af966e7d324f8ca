import type { QueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Keyring } from "#client/keys/keyring.ts";
import { queryKeys } from "./keys.ts";

/** The organisation's opened keys, where the member has unlocked them; undefined elsewhere. */
export function findKeyring(parameters: { queryClient: QueryClient; organisation: Address }): Keyring | undefined {
  const { queryClient, organisation } = parameters;
  const queryKey = queryKeys.organisationSecrets(organisation);
  const opened = queryClient.getQueriesData<Keyring>({ queryKey });
  return opened.map(([, keyring]) => keyring).find((keyring) => keyring !== undefined);
}
