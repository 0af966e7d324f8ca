import { createContext } from "react";
import type { Keyring } from "#client/keys/keyring.ts";

export const KeyringContext = createContext<Keyring | null>(null);
