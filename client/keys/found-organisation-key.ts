import { type Address, bytesToHex } from "viem";
import { type RandomBytes, secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { KEY_SUITE, keyHashOf } from "#protocol/keys/key-hash.ts";
import {
  deriveOrganisationWrapKey,
  generateOrganisationSecret,
  organisationPublicKeyOf,
} from "#protocol/keys/organisation-key.ts";
import { publishKey } from "../acts/keys.ts";
import { keyHashAt } from "../registry/key-hash-at.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import type { OrganisationKey } from "./keyring.ts";
import { sealToMember } from "./seal-to-member.ts";

export type FoundOrganisationKeyParameters = {
  registry: Registry;
  /** With a session of the wallet. */
  service: Service;
  /** The organisation's account or a KEEPER. */
  wallet: Wallet;
  organisation: Address;
  /**
   * Enrolled members who get the secret at once; the wallet itself by default. The organisation's own account cannot be
   * one: its place in the key directory is the organisation's.
   */
  holders?: readonly Address[];
  randomBytes?: RandomBytes;
};

/**
 * Starts the organisation's next key epoch. The secret is sealed to its holders before the key is published, so that no crash
 * leaves a published key whose secret nobody has; one that was sealed and never published stands in nobody's way.
 * Throws `InvalidArgument`, `NotEnrolled`, `KeyHashMismatch`, and the registry's refusals.
 */
export async function foundOrganisationKey(parameters: FoundOrganisationKeyParameters): Promise<OrganisationKey> {
  const { registry, service, wallet, organisation, randomBytes = secureRandomBytes } = parameters;
  const holders = parameters.holders ?? [wallet.account.address];
  if (holders.length === 0 || holders.some((holder) => holder.toLowerCase() === organisation.toLowerCase())) {
    throw new KontorError({
      code: "InvalidArgument",
      message: "An organisation's secret needs a holder, and its own account cannot be one.",
      hints: ["Name an enrolled KEEPER as the holder."],
    });
  }
  const { epoch: before } = await keyOf({ registry, account: organisation });
  const epoch = before + 1;
  const secret = generateOrganisationSecret(randomBytes);
  const publicKey = await organisationPublicKeyOf(secret);
  for (const member of holders) await sealToMember({ registry, service, organisation, epoch, secret, member });
  await publishKey({ registry, wallet, account: organisation, suite: KEY_SUITE, key: bytesToHex(publicKey) });
  const keyHash = keyHashOf(publicKey);
  if ((await keyHashAt({ registry, account: organisation, epoch })) !== keyHash) {
    throw new KontorError({
      code: "KeyHashMismatch",
      message: "Somebody else has started a key epoch of the organisation in the meantime.",
      hints: ["Open the organisation's newest secret; if nobody holds it, found the key again."],
      details: { organisation, epoch },
    });
  }
  return { organisation, epoch, keyHash, secret, wrapKey: deriveOrganisationWrapKey(secret) };
}
