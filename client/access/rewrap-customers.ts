import type { Address, Hex } from "viem";
import { API_LIMITS } from "#protocol/api/limits.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { customerSecrets } from "../keys/customer-secrets.ts";
import type { Keyring } from "../keys/keyring.ts";
import { blockTime } from "../registry/block-time.ts";
import { stewardedCustomers, writtenIn } from "../registry/stewarded-customers.ts";
import { chunk } from "../service/chunk.ts";
import { awaitIndex } from "../service/registry.ts";
import { fillWraps } from "./fill-wraps.ts";
import { provideChannel } from "./provide-channel.ts";
import { recipientsOf } from "./recipients.ts";
import type { Rotation } from "./rotation.ts";
import type { RotationContext } from "./rotation-context.ts";

export type RewrapCustomersParameters = {
  context: RotationContext;
  keyring: Keyring;
  /** Customers up to this one are done. */
  after: Hex | null;
  onBatch: (batch: {
    after: Hex;
    waiting: Rotation["waiting"];
    /** Customers of the batch whose place held what does not open. */
    garbled: readonly Hex[];
    done: number;
    total: number;
  }) => Promise<void>;
};

/**
 * Makes the new epoch's secret of every customer, and wraps it for the organisation and for everyone who holds a grant or is the
 * subject now: one channel each, then symmetric work. Answers the grantees who have to wait, and why.
 */
export async function rewrapCustomers(parameters: RewrapCustomersParameters): Promise<Rotation["waiting"]> {
  const { context, keyring, after, onBatch } = parameters;
  const { registry, service, organisation, randomBytes } = context;
  const all = await stewardedCustomers({ registry, steward: organisation });
  const ids = all.map(({ customer }) => customer);
  const recipients = await recipientsOf({ registry, steward: organisation, customers: ids });
  await awaitIndex({ service, blockNumber: (await blockTime({ registry })).number });
  const waiting: Rotation["waiting"] = [];
  const served = new Set<Address>();
  for (const grantee of recipients.grantees) {
    try {
      await provideChannel({ ...context, keyring, grantee });
      served.add(grantee);
    } catch (error) {
      if (!isKontorError(error)) throw error;
      waiting.push({ account: grantee, as: "grantee", code: error.code });
    }
  }
  const open = after === null ? all : all.filter(({ customer }) => customer > after);
  let done = all.length - open.length;
  const recipientsNow = (customer: Hex) => recipients.of(customer).filter(({ grantee }) => served.has(grantee));
  for (const customers of chunk({ items: open, size: API_LIMITS.items })) {
    const batch = customers.map(({ customer }) => customer);
    const written = writtenIn({ customers, epoch: keyring.current.epoch });
    const { garbled } = await customerSecrets({ registry, service, keyring, customers: batch, written, randomBytes });
    // Older epochs too: a recipient tells the new channel for the steward's by an entry that opens with it.
    const shared = customers.filter(({ customer }) => recipientsNow(customer).length > 0);
    await fillWraps({ registry, service, keyring, customers: shared, recipientsOf: recipientsNow });
    done += customers.length;
    await onBatch({
      after: customers.at(-1)?.customer as Hex,
      waiting,
      garbled: [...garbled],
      done,
      total: all.length,
    });
  }
  return waiting;
}
