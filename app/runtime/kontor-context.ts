import { createContext } from "react";
import type { Kontor } from "./kontor.ts";

export const KontorContext = createContext<Kontor | null>(null);
