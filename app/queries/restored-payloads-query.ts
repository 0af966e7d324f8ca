import type { Address } from "viem";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import type { Journal } from "#client/write/journal.ts";
import { restorePayloads } from "#client/write/written.ts";
import { queryKeys } from "./keys.ts";

/** Gives the service back what it has lost of this browser's confirmed writes: once for each page that is opened. */
export const restoredPayloadsQuery = (parameters: {
  registry: Registry;
  service: Service;
  written: Journal;
  author: Address;
}) => ({
  queryKey: queryKeys.restoredPayloads(parameters.author),
  queryFn: () => restorePayloads(parameters),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});
