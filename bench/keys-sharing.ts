import type { Address } from "viem";
import { fillWraps } from "#client/access/fill-wraps.ts";
import { deriveChannelKey, sealChannelKey } from "#protocol/keys/channel-key.ts";
import { hybridKem } from "#protocol/keys/hybrid-kem.ts";
import { generateIdentityKey } from "#protocol/keys/identity-key.ts";
import { sealPossessionChallenge } from "#protocol/keys/possession.ts";
import { makeKeysWorld } from "./keys-world.ts";

const CUSTOMERS = 10_000;
/** Seals of the baseline that are run; the rest of the 10,000 is reckoned from them. */
const SAMPLE = 200;
const GRANTEE: Address = `0x${"b2".repeat(20)}`;

export type Sharing = {
  customers: number;
  wraps: number;
  /** Encapsulations to a public key, counted. */
  asymmetric: number;
  /** Milliseconds. */
  ours: number;
  /** One seal per customer: how many were run, and milliseconds for all, reckoned from those. */
  sample: number;
  baseline: number;
};

/**
 * Shares 10,000 customers with one organisation as the client does (challenge, channel, every secret opened and wrapped, requests in
 * the wire format), beside sealing each customer's secret to the grantee's public key. The baseline runs on a sample.
 */
export async function measureSharing(): Promise<Sharing> {
  const { registry, keyring, customers, service, stored } = await makeKeysWorld({ count: CUSTOMERS });
  const { publicKey: recipientKey } = await generateIdentityKey();
  const header = {
    chainId: BigInt(registry.chainId),
    registry: registry.address,
    sender: keyring.organisation,
    senderEpoch: 1,
    recipient: GRANTEE,
    recipientEpoch: 1,
  };
  const organisationSecret = keyring.current.secret;
  const counter = countEncapsulations();
  const begun = performance.now();
  await sealPossessionChallenge({ header, organisationSecret, recipientKey });
  const channelKey = deriveChannelKey({ organisationSecret, grantee: GRANTEE });
  await sealChannelKey({ header, channelKey, recipientKey });
  await fillWraps({
    registry,
    service,
    keyring,
    customers: [...customers.keys()].map((customer) => ({ customer, epochs: [1] })),
    recipientsOf: () => [{ grantee: GRANTEE, scope: 0 }],
  });
  const ours = performance.now() - begun;
  const asymmetric = counter.count();
  const secrets = [...customers.values()].slice(0, SAMPLE);
  const started = performance.now();
  for (const { customerSecret } of secrets) await sealChannelKey({ header, channelKey: customerSecret, recipientKey });
  const sampled = performance.now() - started;
  const sealed = counter.count() - asymmetric;
  counter.stop();
  if (sealed !== SAMPLE || stored() !== CUSTOMERS) throw new Error("Something was left out.");
  return {
    customers: CUSTOMERS,
    wraps: stored(),
    asymmetric,
    ours,
    sample: SAMPLE,
    baseline: (sampled / SAMPLE) * CUSTOMERS,
  };
}

/** Counts what the one KEM of this process encapsulates. */
function countEncapsulations() {
  const encap = hybridKem.encap;
  let count = 0;
  hybridKem.encap = (...given: Parameters<typeof encap>) => {
    count++;
    return encap.apply(hybridKem, given);
  };
  return {
    count: () => count,
    stop: () => {
      hybridKem.encap = encap;
    },
  };
}
