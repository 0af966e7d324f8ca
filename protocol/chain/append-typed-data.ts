import type { Address } from "viem";
import type { Entry } from "./entry.ts";
import { ENTRY_TYPES } from "./type-hashes.ts";

/** The EIP-712 domain of every registry; chain id and address are added. */
const REGISTRY_DOMAIN = { name: "Kontor", version: "1" } as const;

const TYPES = {
  ...ENTRY_TYPES,
  Append: [
    { name: "entry", type: "Entry" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

export type AppendTypedDataParameters = {
  chainId: bigint;
  registry: Address;
  /** The whole entry, as the registry will make it: it names its predecessor, so it fits only once. */
  entry: Entry;
  /** Unix time in seconds after which the registry refuses the signature. */
  deadline: bigint;
};

/** What an author signs so that somebody else can send their entry: the input of viem's `signTypedData`. */
export function appendTypedData({ chainId, registry, entry, deadline }: AppendTypedDataParameters) {
  return {
    domain: { ...REGISTRY_DOMAIN, chainId, verifyingContract: registry },
    types: TYPES,
    primaryType: "Append",
    message: { entry, deadline },
  } as const;
}
