import { useOutletContext } from "react-router";
import type { Identity } from "#client/keys/identity.ts";

/** The unlocked key of the connected wallet; only for pages behind the subject gate. */
export const useOwnIdentity = () => useOutletContext<Identity>();
