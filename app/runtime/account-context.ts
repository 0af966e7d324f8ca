import { createContext } from "react";
import type { Address } from "viem";

/** The connected account that the session belongs to. */
export const AccountContext = createContext<Address | null>(null);
