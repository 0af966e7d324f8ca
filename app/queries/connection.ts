import type { Contact } from "#app/model/connection-state.ts";
import { blockTime } from "#client/registry/block-time.ts";
import type { Registry } from "#client/registry/registry.ts";
import { getRegistryInfo } from "#client/service/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** How often to look (milliseconds): sooner while something is wrong. */
const INTERVAL = 10_000;
const INTERVAL_DOWN = 4_000;

/** Whether the service and the chain answer, and how far each is. Never fails. */
export const connectionQuery = ({ registry, service }: { registry: Registry; service: Service }) => ({
  queryKey: queryKeys.connection,
  queryFn: async (): Promise<Contact> => {
    const [info, block] = await Promise.allSettled([getRegistryInfo({ service }), blockTime({ registry })]);
    return {
      indexedBlock: info.status === "fulfilled" ? info.value.indexedBlock : null,
      block: block.status === "fulfilled" ? block.value : null,
    };
  },
  staleTime: INTERVAL_DOWN,
  structuralSharing: false,
  refetchInterval: (query: { state: { data: Contact | undefined } }) => {
    const { indexedBlock = null, block = null } = query.state.data ?? {};
    return indexedBlock === null || block === null ? INTERVAL_DOWN : INTERVAL;
  },
});
