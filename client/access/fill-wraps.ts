import type { Hex } from "viem";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { customerSecrets } from "../keys/customer-secrets.ts";
import type { Keyring } from "../keys/keyring.ts";
import { findCustomerSecret } from "../keys/open-customer-secret.ts";
import type { Registry } from "../registry/registry.ts";
import { type StewardedCustomer, writtenIn } from "../registry/stewarded-customers.ts";
import { chunk } from "../service/chunk.ts";
import { getOpenings } from "../service/openings.ts";
import type { Service } from "../service/service.ts";
import type { Recipient } from "./recipients.ts";
import { shareSecrets } from "./share-secrets.ts";

export type FillWrapsParameters = {
  registry: Registry;
  /** With a session of a WRITER or KEEPER of the steward. */
  service: Service;
  /** The steward's. */
  keyring: Keyring;
  customers: readonly StewardedCustomer[];
  recipientsOf: (customer: Hex) => readonly Recipient[];
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Makes sure that recipients have wraps of customers' secrets, of every epoch that entries were written in and of the current one,
 * in batches. Symmetric work only; what is there already comes out the same. Throws `Aborted` on the signal.
 */
export async function fillWraps(parameters: FillWrapsParameters): Promise<{ customers: number; wraps: number }> {
  const { registry, service, keyring, customers, recipientsOf, onProgress, signal } = parameters;
  const total = customers.length;
  let [done, wraps] = [0, 0];
  for (const part of chunk({ items: customers, size: API_LIMITS.items })) {
    if (signal?.aborted) {
      throw new KontorError({ code: "Aborted", message: "Sharing was left where it is; run it again to go on." });
    }
    const wanted = part.filter(({ customer }) => recipientsOf(customer).length > 0);
    const ids = wanted.map(({ customer }) => customer);
    const current = await customerSecrets({
      registry,
      service,
      keyring,
      customers: ids,
      written: writtenIn({ customers: wanted, epoch: keyring.current.epoch }),
    });
    const secrets = [
      ...(await oldSecrets({ ...parameters, customers: wanted })),
      ...[...current.secrets].map(([customer, customerSecret]) => ({
        customer,
        keyEpoch: keyring.current.epoch,
        customerSecret,
      })),
    ];
    await shareSecrets({ registry, service, keyring, secrets, recipientsOf });
    done += part.length;
    wraps += secrets.reduce((sum, { customer }) => sum + recipientsOf(customer).length, 0);
    onProgress?.({ done, total });
  }
  return { customers: total, wraps };
}

/** The secrets of epochs before the current one. One that does not open is left out: nobody can give what they do not have. */
async function oldSecrets(parameters: FillWrapsParameters) {
  const { registry, service, keyring, customers } = parameters;
  const items = customers.flatMap(({ customer, epochs }) =>
    epochs.filter((epoch) => epoch < keyring.current.epoch).map((keyEpoch) => ({ customer, keyEpoch })),
  );
  const openings = items.length === 0 ? [] : await getOpenings({ service, organisation: keyring.organisation, items });
  return openings.flatMap((opening) => {
    const customerSecret = findCustomerSecret({ registry, keyring, opening });
    const { customer, keyEpoch } = opening;
    return customerSecret === null ? [] : [{ customer, keyEpoch, customerSecret }];
  });
}
