import { bytesToHex, type Hex } from "viem";
import type { Keyring } from "#client/keys/keyring.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { customerIdOf } from "#protocol/chain/entry.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import {
  deriveOrganisationWrapKey,
  generateOrganisationSecret,
  organisationPublicKeyOf,
} from "#protocol/keys/organisation-key.ts";
import { generateCustomerSecret } from "#protocol/keys/section-key.ts";
import { wrapSecret } from "#protocol/keys/wrap.ts";

/** One customer of the bench, as the service has it and as whoever made it knows it. */
export type BenchCustomer = { customer: Hex; customerSecret: Uint8Array; shredShare: Uint8Array; wrap: Uint8Array };

export type KeysWorld = {
  registry: Registry;
  keyring: Keyring;
  customers: ReadonlyMap<Hex, BenchCustomer>;
  /** Answers in this process, in the real wire format: what is measured is the client's work, JSON and base64 included. */
  service: Service;
  /** Wraps that the service was given. */
  stored: () => number;
};

const CHAIN_ID = 31_337;
const REGISTRY = `0x${"5f".repeat(20)}` as const;
const STEWARD = `0x${"a1".repeat(20)}` as const;

/** An organisation with customers, whose secrets are wrapped under its key. */
export async function makeKeysWorld({ count }: { count: number }): Promise<KeysWorld> {
  const registry: Registry = {
    chainId: CHAIN_ID,
    address: REGISTRY,
    deploymentBlock: 0n,
    // No chain is asked here.
    client: {} as ChainClient,
  };
  const secret = generateOrganisationSecret();
  const keyHash = keyHashOf(await organisationPublicKeyOf(secret));
  const current = { organisation: STEWARD, epoch: 1, keyHash, secret, wrapKey: deriveOrganisationWrapKey(secret) };
  const keyring: Keyring = { organisation: STEWARD, current, keys: new Map([[1, current]]) };
  const customers = new Map<Hex, BenchCustomer>();
  for (let made = 0; made < count; made++) {
    const customer = customerIdOf({ steward: STEWARD, salt: bytesToHex(secureRandomBytes(32)) });
    const customerSecret = generateCustomerSecret();
    const place = { chainId: BigInt(CHAIN_ID), registry: REGISTRY, customer, keyEpoch: 1 };
    const header = { ...place, scope: 0, holder: STEWARD, wrapperEpoch: 1 };
    const wrap = wrapSecret({ header, secret: customerSecret, wrapKey: current.wrapKey });
    customers.set(customer, { customer, customerSecret, shredShare: secureRandomBytes(32), wrap });
  }
  let stored = 0;
  const answer = (path: string, body: { items: unknown[] }): unknown => {
    if (path === "/api/wraps") {
      stored += body.items.length;
      return { stored: body.items.length };
    }
    const items = (body.items as { customer: Hex; keyEpoch: number }[]).map(({ customer, keyEpoch }) => {
      const { wrap, shredShare } = customers.get(customer) as BenchCustomer;
      return { customer, keyEpoch, wraps: [encodeBase64(wrap)], channelWraps: [], share: encodeBase64(shredShare) };
    });
    return { items };
  };
  const service: Service = {
    url: "http://localhost",
    timeout: 60_000,
    fetch: async (input, init) => Response.json(answer(new URL(input).pathname, JSON.parse(String(init?.body)))),
  };
  return { registry, keyring, customers, service, stored: () => stored };
}
