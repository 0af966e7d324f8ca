import type { Address, Hex } from "viem";
import { ALL_CUSTOMERS, NO_END } from "#protocol/chain/grants.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { grantAccess } from "../acts/access.ts";
import type { Keyring } from "../keys/keyring.ts";
import type { SealingContext } from "../keys/recipient-key.ts";
import { blockTime } from "../registry/block-time.ts";
import type { Wallet } from "../registry/registry.ts";
import { stewardedCustomers } from "../registry/stewarded-customers.ts";
import { chunk } from "../service/chunk.ts";
import { awaitIndex } from "../service/registry.ts";
import { fillWraps } from "./fill-wraps.ts";
import { liveGrants } from "./live-grants.ts";
import { provideChannel } from "./provide-channel.ts";

/** The service with a session of a KEEPER of the steward. */
export type ShareCustomersParameters = SealingContext & {
  /** ORGANISATION or KEEPER of the steward. */
  wallet: Wallet;
  /** The steward's. */
  keyring: Keyring;
  /** `all`: also those to come. */
  customers: readonly Hex[] | "all";
  grantee: Address;
  /** 0: all kinds; otherwise one kind's code. */
  scope: number;
  /** Seconds since 1970; null for no end. */
  until: bigint | null;
  /** Customers whose keys the grantee has by now, of how many. */
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
};

export type Shared = { customers: number; wraps: number };

/** Customers in one transaction: some 30,000 gas each. */
const GRANTS_PER_TRANSACTION = 200;

/**
 * Shares customers: the grant on chain, one channel key sealed to the grantee, and every customer's secrets of every epoch wrapped
 * under it, symmetrically. Each step finds what an interrupted run has done; to go on, call it again with the same arguments.
 * The grantee reads from now on what was ever written, and what will be, until the grant is taken or ends; what it has read
 * it keeps. Throws `PossessionNotProven` (retryable) and what `recipientKey` throws before anything is granted.
 */
export async function shareCustomers(parameters: ShareCustomersParameters): Promise<Shared> {
  const { registry, service, keyring, customers, grantee, scope } = parameters;
  const steward = keyring.organisation;
  if (customers.length === 0) throw new KontorError({ code: "InvalidArgument", message: "No customer is named." });
  await provideChannel({ ...parameters, grantee });
  await grantMissing(parameters);
  await awaitIndex({ service, blockNumber: (await blockTime({ registry })).number });
  const wanted = customers === "all" ? undefined : customers.map(lower);
  const stewarded = await stewardedCustomers({ registry, steward, customers: wanted });
  const found = new Set(stewarded.map(({ customer }) => customer));
  const missing = wanted?.find((customer) => !found.has(customer));
  if (missing !== undefined) {
    throw new KontorError({
      code: "NotSteward",
      message: "A customer is not this organisation's, or was erased.",
      details: { customer: missing },
    });
  }
  return fillWraps({ ...parameters, customers: stewarded, recipientsOf: () => [{ grantee: lower(grantee), scope }] });
}

/** Puts on chain what is not there yet with this end. */
async function grantMissing(parameters: ShareCustomersParameters): Promise<void> {
  const { registry, wallet, keyring, customers, grantee, scope, until } = parameters;
  const steward = keyring.organisation;
  const held = new Set(
    (await liveGrants({ registry, steward, grantee }))
      .filter((grant) => grant.scope === scope && grant.until === until)
      .map(({ customer }) => customer),
  );
  const wanted = (customers === "all" ? [ALL_CUSTOMERS] : customers.map(lower)).filter((one) => !held.has(one));
  for (const part of chunk({ items: wanted, size: GRANTS_PER_TRANSACTION })) {
    await grantAccess({ registry, wallet, steward, customers: part, grantee, scope, until: until ?? NO_END });
  }
}

function lower<Text extends string>(text: Text): Text {
  return text.toLowerCase() as Text;
}
