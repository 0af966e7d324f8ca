import { useNetwork } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ConnectionState, connectionState } from "#app/model/connection-state.ts";
import { connectionQuery } from "#app/queries/connection.ts";
import { useKontor } from "./use-kontor.ts";

/** Whether the browser is online, and the service and the chain answer. */
export const useConnectionState = (): ConnectionState => {
  const { registry, service, settings } = useKontor();
  const { online } = useNetwork();
  const { data: contact } = useQuery(connectionQuery({ registry, service }));
  return connectionState({ online, contact, development: settings.development });
};
