import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { restoredPayloadsQuery } from "#app/queries/writes.ts";
import { useKontor } from "./use-kontor.ts";

/** Uploads again, in the background, what the service has lost of the member's own writes. */
export const useRestoredPayloads = (author: Address): void => {
  const { registry, service, written } = useKontor();
  useQuery(restoredPayloadsQuery({ registry, service, written, author }));
};
