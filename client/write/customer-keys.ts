import type { Hex } from "viem";
import { secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { generateCustomerSecret } from "#protocol/keys/section-key.ts";
import { wrapSecret } from "#protocol/keys/wrap.ts";
import { SCOPE_ALL } from "#protocol/keys/wrap-header.ts";
import { openCustomerSecret } from "../keys/open-customer-secret.ts";
import { createShares } from "../service/create-shares.ts";
import { getOpenings } from "../service/get-openings.ts";
import { putWraps } from "../service/put-wraps.ts";
import type { Draft } from "./draft.ts";
import type { WriteContext } from "./write-context.ts";

/** What a customer's payloads of the current key epoch are encrypted with. */
export type CustomerKeys = { customerSecret: Uint8Array; shredShare: Uint8Array };

/** Other writers of the organisation may make the same customer's secret at the same time; the first one's stays. */
const ROUNDS = 3;

/**
 * Finds or makes the secrets and shares of customers for the current key epoch, and leaves the wraps at the service before
 * anything is encrypted under them. Doing it again finds what is there.
 */
export async function customerKeys(parameters: {
  context: WriteContext;
  drafts: readonly Draft[];
}): Promise<ReadonlyMap<Hex, CustomerKeys>> {
  const { context, drafts } = parameters;
  const { service, keyring } = context;
  const { organisation, epoch: keyEpoch } = keyring.current;
  const salts = new Map<Hex, Hex | undefined>();
  for (const { customer, salt } of drafts) salts.set(customer, salts.get(customer) ?? salt);
  const found = new Map<Hex, CustomerKeys>();
  const open = () => [...salts.keys()].filter((customer) => !found.has(customer));
  const read = async (customers: readonly Hex[]) => {
    const items = customers.map((customer) => ({ customer, keyEpoch }));
    for (const opening of await getOpenings({ service, organisation, items })) {
      if (opening.share === null || opening.wraps.length === 0) continue;
      const customerSecret = openCustomerSecret({ registry: context.registry, keyring, opening });
      found.set(opening.customer, { customerSecret, shredShare: opening.share });
    }
  };
  const known = open().filter((customer) => salts.get(customer) === undefined);
  if (known.length > 0) await read(known);
  for (let round = 0; round < ROUNDS && open().length > 0; round++) {
    const made = await make({ context, customers: open(), salts });
    try {
      await putWraps({ service, organisation, wraps: made.map(({ wrap }) => wrap) });
      for (const { customer, keys } of made) found.set(customer, keys);
    } catch (error) {
      if (!isKontorError(error) || error.code !== "WrapConflict") throw error;
      await read(open());
    }
  }
  if (open().length > 0) {
    throw new KontorError({
      code: "WrapConflict",
      message: "Other writers keep making the same customers' secrets.",
      retryable: true,
    });
  }
  return found;
}

type Made = { customer: Hex; wrap: Uint8Array; keys: CustomerKeys };

async function make(parameters: {
  context: WriteContext;
  customers: readonly Hex[];
  salts: ReadonlyMap<Hex, Hex | undefined>;
}): Promise<Made[]> {
  const { context, customers, salts } = parameters;
  const { registry, service, keyring, randomBytes = secureRandomBytes } = context;
  const { organisation, epoch, wrapKey } = keyring.current;
  const items = customers.map((customer) => {
    const salt = salts.get(customer);
    return { customer, keyEpoch: epoch, ...(salt === undefined ? {} : { salt }) };
  });
  const shares = await createShares({ service, organisation, items });
  return customers.map((customer, index) => {
    const shredShare = shares[index];
    if (shredShare === undefined) {
      throw new KontorError({ code: "InvariantBroken", message: "A share is missing that was answered." });
    }
    const customerSecret = generateCustomerSecret(randomBytes);
    const header = {
      chainId: BigInt(registry.chainId),
      registry: registry.address,
      customer,
      keyEpoch: epoch,
      scope: SCOPE_ALL,
      holder: organisation,
      wrapperEpoch: epoch,
    };
    const wrap = wrapSecret({ header, secret: customerSecret, wrapKey, randomBytes });
    return { customer, wrap, keys: { customerSecret, shredShare } };
  });
}
