import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "#app/queries/session.ts";
import { useKontor } from "./use-kontor.ts";

/** Asks for the session every five seconds, while something in it is being waited for. */
export const useSessionPolling = (): void => {
  const { service } = useKontor();
  useQuery({ ...sessionQuery({ service }), refetchInterval: 5_000 });
};
