import type { Address, Hex } from "viem";
import { ALL_KINDS } from "#protocol/chain/grants.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Keyring } from "../keys/keyring.ts";
import type { SealingContext } from "../keys/recipient-key.ts";
import { blockTime } from "../registry/block-time.ts";
import { stewardedCustomers } from "../registry/stewarded-customers.ts";
import { subjectOf } from "../registry/subject-of.ts";
import { awaitIndex } from "../service/registry.ts";
import { fillWraps } from "./fill-wraps.ts";
import { provideChannel } from "./provide-channel.ts";

/** The service with a session of a WRITER or KEEPER of the steward. */
export type ShareWithSubjectParameters = SealingContext & {
  /** The steward's. */
  keyring: Keyring;
  customer: Hex;
};

/**
 * Gives the customer's subject, named or accepted, the keys to its own chain. The service hands them out once it has accepted.
 * Doing it again changes nothing. Throws `NotSubject` where nobody is named, `PossessionNotProven` (retryable), `NotEnrolled`.
 */
export async function shareWithSubject(parameters: ShareWithSubjectParameters): Promise<{ subject: Address }> {
  const { registry, service, keyring, customer } = parameters;
  const { accepted, named } = await subjectOf({ registry, customer });
  const subject = accepted ?? named;
  if (subject === null) {
    throw new KontorError({
      code: "NotSubject",
      message: "The customer has no subject, and nobody is named.",
      hints: ["Name the customer's own wallet first."],
      details: { customer },
    });
  }
  await provideChannel({ ...parameters, grantee: subject });
  await awaitIndex({ service, blockNumber: (await blockTime({ registry })).number });
  const customers = await stewardedCustomers({ registry, steward: keyring.organisation, customers: [customer] });
  await fillWraps({ ...parameters, customers, recipientsOf: () => [{ grantee: subject, scope: ALL_KINDS }] });
  return { subject };
}
