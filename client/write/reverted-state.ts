import type { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Registry } from "../registry/registry.ts";
import { staleCustomers } from "./stale-customers.ts";
import type { Write, WriteState } from "./write.ts";

/** Refusals that pass: the same write fits again when the role is given or the pause is over. */
const PASSING = new Set(["MissingRole", "RegistryPaused", "OrganisationIsSuspended"]);

/**
 * The state of a write that would not be sent; null where the error is no refusal of the registry's. Wallets and nodes say it in
 * many ways: where the head is another by now, that is what it was.
 */
export async function refusedState(parameters: RevertedStateParameters): Promise<WriteState | null> {
  const { registry, write, error } = parameters;
  const isRefusal = "error" in error.details;
  const isPassedBy = async () => (await staleCustomers({ registry, write }).catch(() => [])).length > 0;
  return isRefusal || (await isPassedBy()) ? revertedStateOf(parameters) : null;
}

export type RevertedStateParameters = { registry: Registry; write: Write; error: KontorError };

/** The state of a write that the registry refused, with what the caller can do about it. */
export async function revertedStateOf(parameters: RevertedStateParameters): Promise<WriteState> {
  const { registry, write, error } = parameters;
  const stale = await staleCustomers({ registry, write });
  const code = stale.length > 0 ? "StaleHead" : error.code;
  const passing = PASSING.has(code) || PASSING.has(String(error.details.error));
  const remedy = code === "StaleHead" || code === "StaleKeyEpoch" ? "rebase" : passing ? "resubmit" : "none";
  const message = code === error.code ? error.message : "Somebody else has written to this customer in the meantime.";
  return { step: "reverted", code, message, remedy, stale };
}
