import type { Address } from "viem";
import { keepHistory } from "./keep-history.ts";
import type { Keyring } from "./keyring.ts";
import { provePossession } from "./prove-possession.ts";
import { recipientKey, type SealingContext } from "./recipient-key.ts";
import { sealToMember } from "./seal-to-member.ts";

/** The service with a session of the organisation's account or a KEEPER. */
export type AdmitMemberParameters = SealingContext & {
  /** Of the KEEPER. */
  keyring: Keyring;
  member: Address;
};

/**
 * Gives a member the organisation's newest secret, once they have proven that they can open what is sealed to their key; the
 * history leads them from it to all older ones. Doing it again does no harm.
 * Throws `PossessionNotProven` (retryable: a challenge waits for the member), and what `recipientKey` throws.
 */
export async function admitMember(parameters: AdmitMemberParameters): Promise<void> {
  const { keyring, member } = parameters;
  const { organisation, current } = keyring;
  const recipient = await recipientKey({ ...parameters, account: member });
  await provePossession({ ...parameters, recipient });
  const unreached = await keepHistory(parameters);
  for (const { epoch, secret } of [...unreached, current]) {
    await sealToMember({ ...parameters, organisation, epoch, secret, recipient });
  }
}
