import { type Address, type Hex, zeroAddress } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { askChain } from "./ask-chain.ts";
import type { Registry } from "./registry.ts";

/** A customer's own wallet: who accepted, and who is named and has not accepted yet; null for nobody. */
export type SubjectOf = { accepted: Address | null; named: Address | null };

/** Asks the chain for a customer's subject. Throws `ChainUnavailable`. */
export async function subjectOf(parameters: { registry: Registry; customer: Hex }): Promise<SubjectOf> {
  const { registry, customer } = parameters;
  const ask = (functionName: "subjectOf" | "namedSubjectOf") =>
    askChain(() =>
      registry.client.readContract({
        address: registry.address,
        abi: kontorRegistryAbi,
        functionName,
        args: [customer],
      }),
    );
  const [accepted, named] = await Promise.all([ask("subjectOf"), ask("namedSubjectOf")]);
  return { accepted: orNull(accepted), named: orNull(named) };
}

function orNull(address: Address): Address | null {
  return address === zeroAddress ? null : (address.toLowerCase() as Address);
}
