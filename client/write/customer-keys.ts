import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { recipientsOf } from "../access/recipients.ts";
import { shareSecrets } from "../access/share-secrets.ts";
import { customerSecrets } from "../keys/customer-secrets.ts";
import { findCustomerSecret, openCustomerSecret } from "../keys/open-customer-secret.ts";
import { getOpenings, type Opening } from "../service/openings.ts";
import { createShares } from "../service/shares.ts";
import type { Draft } from "./draft.ts";
import type { WriteContext } from "./write-context.ts";

/** What a customer's payloads of the current key epoch are encrypted with. */
export type CustomerKeys = { customerSecret: Uint8Array; shredShare: Uint8Array };

/**
 * Finds or makes the secrets and shares of customers for the current key epoch, and leaves the wraps at the service before
 * anything is encrypted under them: the organisation's, and those of everyone the customer is shared with. Doing it again finds
 * what is there. What must have been made and is not there is never made anew: throws `ShareMissing`, `SecretMissing`.
 */
export async function customerKeys(parameters: {
  context: WriteContext;
  drafts: readonly Draft[];
  /** Customers that have entries of the current epoch on chain. */
  written: ReadonlySet<Hex>;
}): Promise<ReadonlyMap<Hex, CustomerKeys>> {
  const { context, drafts, written } = parameters;
  const { registry, service, keyring } = context;
  const { organisation, epoch: keyEpoch } = keyring.current;
  const salts = new Map<Hex, Hex | undefined>();
  for (const { customer, salt } of drafts) salts.set(customer, salts.get(customer) ?? salt);
  const found = new Map<Hex, CustomerKeys>();
  const known = [...salts.keys()].filter((customer) => salts.get(customer) === undefined);
  if (known.length > 0) {
    const items = known.map((customer) => ({ customer, keyEpoch }));
    for (const opening of await getOpenings({ service, organisation, items })) {
      expectNothingLost({ opening, written });
      if (opening.share === null || opening.wraps.length === 0) continue;
      // What does not open is replaced below, where nothing is written under it; where something is, nothing can be.
      const customerSecret = written.has(opening.customer)
        ? openCustomerSecret({ registry, keyring, opening })
        : findCustomerSecret({ registry, keyring, opening });
      if (customerSecret === null) continue;
      found.set(opening.customer, { customerSecret, shredShare: opening.share });
    }
  }
  const open = [...salts.keys()].filter((customer) => !found.has(customer));
  if (open.length > 0) await make({ context, customers: open, salts, written, found });
  return found;
}

async function make(parameters: {
  context: WriteContext;
  customers: readonly Hex[];
  salts: ReadonlyMap<Hex, Hex | undefined>;
  written: ReadonlySet<Hex>;
  found: Map<Hex, CustomerKeys>;
}): Promise<void> {
  const { context, customers, salts, written, found } = parameters;
  const { registry, service, keyring, randomBytes } = context;
  const { organisation, epoch: keyEpoch } = keyring.current;
  const items = customers.map((customer) => {
    const salt = salts.get(customer);
    return { customer, keyEpoch, ...(salt === undefined ? {} : { salt }) };
  });
  const shares = await createShares({ service, organisation, items });
  const { secrets, made } = await customerSecrets({
    registry,
    service,
    keyring,
    customers,
    written,
    assumeNone: customers.every((customer) => salts.get(customer) !== undefined),
    randomBytes,
  });
  const recipients = await recipientsOf({ registry, steward: organisation, customers });
  await shareSecrets({
    registry,
    service,
    keyring,
    secrets: [...made].map((customer) => ({ customer, keyEpoch, customerSecret: secretOf({ secrets, customer }) })),
    recipientsOf: recipients.of,
  });
  for (const [index, customer] of customers.entries()) {
    const shredShare = shares[index];
    if (shredShare === undefined) {
      throw new KontorError({ code: "InvariantBroken", message: "A share is missing that was answered." });
    }
    found.set(customer, { customerSecret: secretOf({ secrets, customer }), shredShare });
  }
}

/** A share that is absent beside wraps or entries is not one that is still to be made, and no more is a secret. */
function expectNothingLost({ opening, written }: { opening: Opening; written: ReadonlySet<Hex> }): void {
  const { customer, keyEpoch, share, wraps } = opening;
  const isWritten = written.has(customer);
  const code = isWritten && wraps.length === 0 ? "SecretMissing" : "ShareMissing";
  if (code === "ShareMissing" && (share !== null || (wraps.length === 0 && !isWritten))) return;
  throw new KontorError({
    code,
    message: `The service no longer has the ${code === "SecretMissing" ? "secret" : "shred share"} that this customer's entries are encrypted with.`,
    hints: [
      "Ask the service's operator to restore its newest stores.",
      "If they are lost for good, a keeper can renew the organisation's key: what is written then has new keys.",
    ],
    details: { customer, keyEpoch },
  });
}

function secretOf({ secrets, customer }: { secrets: ReadonlyMap<Hex, Uint8Array>; customer: Hex }): Uint8Array {
  const secret = secrets.get(customer);
  if (secret !== undefined) return secret;
  throw new KontorError({ code: "InvariantBroken", message: "A customer's secret is missing that was made." });
}
