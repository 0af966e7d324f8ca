import type { Address } from "viem";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import type { Identity } from "./identity.ts";
import type { Keyring, OrganisationKey } from "./keyring.ts";
import { openOrganisationKey } from "./open-organisation-key.ts";

export type OpenKeyringParameters = {
  registry: Registry;
  /** With a session of the member. */
  service: Service;
  organisation: Address;
  identity: Identity;
};

/**
 * Every key of an organisation that was sealed to the member. The newest one has to be among them; older epochs from
 * before they joined may be missing. Throws `NotAdmitted`, `KeyNotFound`.
 */
export async function openKeyring(parameters: OpenKeyringParameters): Promise<Keyring> {
  const { registry, organisation } = parameters;
  const { epoch } = await keyOf({ registry, account: organisation });
  if (epoch === 0) {
    throw new KontorError({
      code: "KeyNotFound",
      message: "The organisation has published no key yet.",
      hints: ["The organisation's account or a KEEPER founds its key first."],
      details: { organisation },
    });
  }
  const current = await openOrganisationKey({ ...parameters, epoch });
  const keys = new Map<number, OrganisationKey>([[epoch, current]]);
  for (let older = epoch - 1; older > 0; older--) {
    try {
      keys.set(older, await openOrganisationKey({ ...parameters, epoch: older }));
    } catch (error) {
      if (!isKontorError(error) || error.code !== "NotAdmitted") throw error;
    }
  }
  return { organisation, current, keys };
}
