import type { Address } from "viem";
import type { Identity } from "#client/keys/identity.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

/** While a keeper has yet to act, how often to look again, beside the events that tell of it (milliseconds). */
const WAITING_INTERVAL = 5_000;

/** The organisation's keys that were sealed to the member. Held in memory; dropped when the member locks. */
export const keyringQuery = (parameters: {
  registry: Registry;
  service: Service;
  organisation: Address;
  identity: Identity;
}) => ({
  queryKey: [...queryKeys.organisationSecrets(parameters.organisation), parameters.identity.account] as const,
  queryFn: () => openKeyring(parameters),
  staleTime: 60_000,
  structuralSharing: false,
  refetchInterval: (query: { state: { error: unknown } }) => (isWaiting(query.state.error) ? WAITING_INTERVAL : false),
});

/** Whether the only thing missing is what a keeper has to do. */
export function isWaiting(error: unknown): boolean {
  return isKontorError(error) && (error.code === "NotAdmitted" || error.code === "KeyNotFound");
}
