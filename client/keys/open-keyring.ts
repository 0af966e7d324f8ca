import type { Address } from "viem";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import type { Identity } from "./identity.ts";
import type { Keyring, OrganisationKey } from "./keyring.ts";
import { openOldKey } from "./open-old-key.ts";
import { openOrganisationKey } from "./open-organisation-key.ts";

export type OpenKeyringParameters = {
  registry: Registry;
  /** With a session of the member. */
  service: Service;
  organisation: Address;
  identity: Identity;
};

/**
 * Every key of an organisation that a member can open: the newest one was sealed to them, and leads through the history to the
 * older ones; where the history is broken, what was sealed to them then. Throws `NotAdmitted`, `KeyNotFound`.
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
    const next = keys.get(older + 1);
    const opened =
      (next === undefined ? null : await openOldKey({ ...parameters, next })) ??
      (await openIfAdmitted({ ...parameters, epoch: older }));
    if (opened !== null) keys.set(older, opened);
  }
  return { organisation, current, keys };
}

async function openIfAdmitted(parameters: OpenKeyringParameters & { epoch: number }): Promise<OrganisationKey | null> {
  try {
    return await openOrganisationKey(parameters);
  } catch (error) {
    if (isKontorError(error) && error.code === "NotAdmitted") return null;
    throw error;
  }
}
