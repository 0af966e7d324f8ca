import type { Address } from "viem";
import { parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry } from "../registry/registry.ts";
import { getSealedIdentity } from "../service/identity.ts";
import type { Service } from "../service/service.ts";

/**
 * How far an account's enrolment is:
 * `none`      nothing is there: `createIdentity`, then `enrol`;
 * `stored`    the sealed identity is stored, its key not yet published: `finishEnrolment`;
 * `enrolled`  stored, and published: `unlockIdentity`;
 * `lost`      a key is published, and what the service stores is not its identity: `enrol` with `replace`.
 */
export type Enrolment = "none" | "stored" | "enrolled" | "lost";

export type EnrolmentOfParameters = {
  registry: Registry;
  /** With a session of the account. */
  service: Service;
  account: Address;
};

/** Asks the service and the chain how far an account's enrolment is. */
export async function enrolmentOf({ registry, service, account }: EnrolmentOfParameters): Promise<Enrolment> {
  const [stored, published] = await Promise.all([getSealedIdentity({ service }), keyOf({ registry, account })]);
  if (stored === null) return published.keyHash === null ? "none" : "lost";
  if (published.keyHash === null) return "stored";
  return parseSealedIdentity(stored.sealed).header.keyHash === published.keyHash ? "enrolled" : "lost";
}
