import { useContext } from "react";
import { KontorContext } from "#app/runtime/kontor-context.ts";

/** The registry, the service and what this page knows of both. */
export const useKontor = () => {
  const kontor = useContext(KontorContext);
  if (kontor === null) throw new Error("Rendered outside of the app.");
  return kontor;
};
