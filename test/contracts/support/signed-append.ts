import type { Signer, TypedDataDomain } from "ethers";
import { APPEND_TYPES, type Entry } from "./entries.ts";
import { by, ethers, NO_END, type Registry, type Written } from "./fixture.ts";

/** The author's signature over an entry. `domain` replaces parts of the registry's. */
export async function sign(parameters: {
  registry: Registry;
  signer: Signer;
  entry: Entry;
  deadline?: bigint;
  domain?: TypedDataDomain;
}): Promise<string> {
  const { registry, signer, entry, deadline = NO_END, domain } = parameters;
  const { chainId } = await ethers.provider.getNetwork();
  const verifyingContract = await registry.getAddress();
  const ours = { name: "Kontor", version: "1", chainId, verifyingContract };
  return signer.signTypedData({ ...ours, ...domain }, APPEND_TYPES, { entry, deadline });
}

/** Sends what an author has signed. */
export function send(parameters: {
  registry: Registry;
  relayer: Signer;
  plan: Written;
  author: { address: string };
  signature: string;
  deadline?: bigint;
}) {
  const { registry, relayer, plan, author, signature, deadline = NO_END } = parameters;
  const { predecessor, content } = plan;
  return by(registry, relayer).appendBySignature(predecessor, content, author.address, deadline, signature);
}
