import type { Hex } from "viem";
import { type RandomBytes, secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { generateCustomerSecret } from "#protocol/keys/section-key.ts";
import { wrapSecret } from "#protocol/keys/wrap.ts";
import { SCOPE_ALL } from "#protocol/keys/wrap-header.ts";
import type { Registry } from "../registry/registry.ts";
import { getOpenings } from "../service/openings.ts";
import type { Service } from "../service/service.ts";
import { putWraps } from "../service/wraps.ts";
import type { Keyring } from "./keyring.ts";
import { findCustomerSecret } from "./open-customer-secret.ts";

export type CustomerSecretsParameters = {
  registry: Registry;
  /** With a session of a WRITER or KEEPER of the keyring's organisation. */
  service: Service;
  keyring: Keyring;
  customers: readonly Hex[];
  /**
   * Of these, the ones that have entries of the current epoch on chain: their secret was made. Where it is not to be had, none is
   * made in its place, for it would open none of them.
   */
  written: ReadonlySet<Hex>;
  /** The caller knows that there are none: they are not looked for first. */
  assumeNone?: boolean;
  randomBytes?: RandomBytes | undefined;
};

export type CustomerSecrets = {
  /** Of all customers but those that are written and whose secret the service does not have, or has nothing that opens. */
  secrets: ReadonlyMap<Hex, Uint8Array>;
  /** Customers whose secret was made here and now: nobody else has it yet. */
  made: ReadonlySet<Hex>;
  /**
   * Customers for which somebody had stored what does not open. Made anew where no entry is written under the epoch yet; the others
   * have no secret here: a later epoch frees them.
   */
  garbled: ReadonlySet<Hex>;
};

/** Other members may make the same customer's secret at the same time; the first one's stays. */
const ROUNDS = 3;

/**
 * Customers' secrets of the organisation's current key epoch, found or made, the new ones wrapped for the organisation and
 * left at the service. Doing it again finds what is there. What is there and does not open is replaced where nothing is written
 * under it: a member who stores garbage stops nobody. Throws `WrapConflict` where others keep making the same ones, `Forbidden`
 * where something is to be replaced and the caller is no KEEPER.
 */
export async function customerSecrets(parameters: CustomerSecretsParameters): Promise<CustomerSecrets> {
  const { registry, service, keyring, customers, written } = parameters;
  const { assumeNone = false, randomBytes = secureRandomBytes } = parameters;
  const { organisation, epoch, wrapKey } = keyring.current;
  const secrets = new Map<Hex, Uint8Array>();
  const made = new Set<Hex>();
  const garbage = new Map<Hex, readonly Uint8Array[]>();
  const open = () => customers.filter((customer) => !secrets.has(customer) && !written.has(customer));
  const find = async () => {
    const wanted = customers.filter((customer) => !secrets.has(customer));
    const items = wanted.map((customer) => ({ customer, keyEpoch: epoch }));
    for (const opening of await getOpenings({ service, organisation, items })) {
      if (opening.wraps.length === 0) continue;
      const secret = findCustomerSecret({ registry, keyring, opening });
      if (secret === null) garbage.set(opening.customer, opening.wraps);
      else secrets.set(opening.customer, secret);
    }
  };
  if (!assumeNone) await find();
  for (let round = 0; round < ROUNDS && open().length > 0; round++) {
    const fresh = new Map(open().map((customer) => [customer, generateCustomerSecret(randomBytes)]));
    const wraps = [...fresh].map(([customer, secret]) => {
      const place = { chainId: BigInt(registry.chainId), registry: registry.address, customer, keyEpoch: epoch };
      const header = { ...place, scope: SCOPE_ALL, holder: organisation, wrapperEpoch: epoch };
      return wrapSecret({ header, secret, wrapKey, randomBytes });
    });
    try {
      const replaces = [...fresh.keys()].flatMap((customer) => garbage.get(customer) ?? []);
      await putWraps({ service, organisation, wraps, replaces });
      for (const [customer, secret] of fresh) {
        secrets.set(customer, secret);
        made.add(customer);
      }
    } catch (error) {
      if (!isKontorError(error) || error.code !== "WrapConflict") throw error;
      await find();
    }
  }
  if (open().length === 0) return { secrets, made, garbled: new Set(garbage.keys()) };
  throw new KontorError({
    code: "WrapConflict",
    message: "Other members keep making the same customers' secrets.",
    retryable: true,
  });
}
