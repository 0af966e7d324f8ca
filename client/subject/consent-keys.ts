import type { Address, Hex } from "viem";
import type { Entry } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { sectionKeyFrom } from "#protocol/keys/scoped-secret.ts";
import { unwrapSecret } from "#protocol/keys/wrap.ts";
import { parseWrapHeader } from "#protocol/keys/wrap-header.ts";
import type { Channel } from "../access/channel.ts";
import { openChannels } from "../access/open-channels.ts";
import { holderOfIdentity } from "../keys/holder.ts";
import type { Identity } from "../keys/identity.ts";
import { claimedChain } from "../read/claimed-chain.ts";
import { linkBack } from "../read/link-back.ts";
import type { EntryKeys } from "../read/section-keys.ts";
import { keyOf } from "../registry/key-of.ts";
import type { Registry } from "../registry/registry.ts";
import { getOpenings, type Opening } from "../service/openings.ts";
import { queryPayloads } from "../service/payloads.ts";
import type { Service } from "../service/service.ts";

export type ConsentKeysParameters = {
  registry: Registry;
  /** With a session of the subject. */
  service: Service;
  identity: Identity;
  customer: Hex;
  steward: Address;
};

/**
 * What the subject encrypts a consent with, for the steward's current key epoch. Anybody can seal a channel key to a published key,
 * so one is only used when an entry of the customer's own chain opens with what it wraps: nobody else can write under keys
 * that they chose. Where the steward has written in the current epoch, it has to be such an entry: whoever was removed since knows
 * what older ones open with. Throws `NoOpening` where the steward has not given the subject its newest keys.
 */
export async function consentKeys(parameters: ConsentKeysParameters): Promise<EntryKeys & { keyEpoch: number }> {
  const { registry, service, identity, customer, steward } = parameters;
  const { epoch: keyEpoch } = await keyOf({ registry, account: steward });
  const holder = holderOfIdentity(identity);
  const { storedHead, claims } = await claimedChain({ registry, service, customer, confirmations: 1 });
  const entries = linkBack({ head: storedHead, claims }).linked.map(({ entry }) => entry);
  const proving = provingEntries({ entries, subject: holder.account, steward, keyEpoch });
  const epochs = [...new Set([keyEpoch, ...entries.map(({ body }) => body.keyEpoch)])];
  const items = epochs.map((epoch) => ({ customer, keyEpoch: epoch }));
  const openings = await getOpenings({ service, organisation: holder.account, items });
  const current = openings.find((opening) => opening.keyEpoch === keyEpoch);
  const payloads = await queryPayloads({ service, digests: entries.map(({ body }) => body.payloadDigest) });
  const secretOf = (asked: { opening: Opening | undefined; channel: Channel; kind: number }) =>
    openWith({ ...asked, registry, holder: holder.account });
  for (const channel of await openChannels({ registry, service, holder, steward, epoch: keyEpoch })) {
    const isStewards = proving.some(({ header, body }) => {
      const opening = openings.find((one) => one.keyEpoch === body.keyEpoch);
      const sectionKey = secretOf({ opening, channel, kind: body.kind });
      const envelope = payloads.get(body.payloadDigest);
      if (sectionKey === null || !(envelope instanceof Uint8Array) || !opening?.share) return false;
      const { kind, keyEpoch: epoch, commitment, payloadDigest } = body;
      const chainId = BigInt(registry.chainId);
      const { sequence } = header;
      const context = { chainId, registry: registry.address, customer, sequence, kind, keyEpoch: epoch };
      try {
        const expected = { context, commitment, payloadDigest };
        openEnvelope({ envelope, expected, sectionKey, shredShare: opening.share });
        return true;
      } catch (error) {
        if (isKontorError(error)) return false;
        throw error;
      }
    });
    const sectionKey = isStewards ? secretOf({ opening: current, channel, kind: KINDS.consent }) : null;
    if (sectionKey !== null && current?.share) return { sectionKey, shredShare: current.share, keyEpoch };
  }
  throw new KontorError({
    code: "NoOpening",
    message: "The steward has not given this wallet the customer's newest keys yet.",
    hints: ["Ask the steward to share the customer with its subject, then try again."],
    retryable: true,
    details: { customer, keyEpoch },
  });
}

/** Entries that tell the steward's keys from an intruder's; the subject's own may have been written under an intruder's. */
function provingEntries(parameters: {
  entries: readonly Entry[];
  subject: Address;
  steward: Address;
  keyEpoch: number;
}): readonly Entry[] {
  const { subject, steward, keyEpoch } = parameters;
  const others = parameters.entries.filter(({ body }) => body.author.toLowerCase() !== subject.toLowerCase());
  const current = others.filter(
    ({ header, body }) => header.steward.toLowerCase() === steward.toLowerCase() && body.keyEpoch === keyEpoch,
  );
  return current.length > 0 ? current : others;
}

/** The section key of a kind from a wrap of this channel; null where there is none that opens. */
function openWith(parameters: {
  registry: Registry;
  holder: Address;
  opening: Opening | undefined;
  channel: Channel;
  kind: number;
}): Uint8Array | null {
  const { registry, holder, opening, channel, kind } = parameters;
  for (const { wrap } of opening?.channelWraps ?? []) {
    try {
      const { scope } = parseWrapHeader(wrap);
      const expected = {
        wrapper: "channel" as const,
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        customer: opening?.customer as Hex,
        keyEpoch: opening?.keyEpoch as number,
        scope,
        holder,
        wrapperEpoch: channel.epoch,
      };
      return sectionKeyFrom({ secret: unwrapSecret({ wrap, expected, wrapKey: channel.wrapKey }), scope, kind });
    } catch (error) {
      if (!isKontorError(error)) throw error;
    }
  }
  return null;
}
