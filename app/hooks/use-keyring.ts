import { useContext } from "react";
import { KeyringContext } from "#app/runtime/keyring-context.ts";

/** The organisation's keys that were sealed to the member; only for pages behind the keyring gate. */
export const useKeyring = () => {
  const keyring = useContext(KeyringContext);
  if (keyring === null) throw new Error("Rendered outside of the keyring gate.");
  return keyring;
};
