import type { Address, Hex } from "viem";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { sectionKeyFrom } from "#protocol/keys/scoped-secret.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import { unwrapSecret } from "#protocol/keys/wrap.ts";
import { parseWrapHeader } from "#protocol/keys/wrap-header.ts";
import type { Channel } from "../access/channel.ts";
import { openChannels } from "../access/open-channels.ts";
import { type Holder, holderOfIdentity, holderOfKeyring } from "../keys/holder.ts";
import type { Identity } from "../keys/identity.ts";
import type { Keyring } from "../keys/keyring.ts";
import { openCustomerSecret } from "../keys/open-customer-secret.ts";
import type { Registry } from "../registry/registry.ts";
import { getOpenings, type Opening } from "../service/openings.ts";
import type { Service } from "../service/service.ts";

/** With what somebody reads: as a member of an organisation, or as a wallet of their own. */
export type Reader = {
  /** Opens the organisation's own customers, and those shared with it. */
  keyring?: Keyring | undefined;
  /** Opens what is shared with this wallet, and the customers whose subject it is. Without a keyring only. */
  identity?: Identity | undefined;
};

/** What opens one entry, beside its envelope. */
export type EntryKeys = { sectionKey: Uint8Array; shredShare: Uint8Array };

export type WantedKeys = { customer: Hex; steward: Address; keyEpoch: number; kind: number };

export type SectionKeysParameters = Reader & {
  registry: Registry;
  /** With a session of the reader. */
  service: Service;
  wanted: readonly WantedKeys[];
};

/**
 * Fetches what opens entries: wraps, shares and channels, in batches. The answer gives an entry's keys to try, in order (a channel
 * that anybody could have sealed is only known by what it opens); it throws `NoOpening` where there is nothing, `OutOfScope`
 * where what the reader holds is for other kinds. Throws what the service refuses with.
 */
export async function sectionKeys(parameters: SectionKeysParameters): Promise<(wanted: WantedKeys) => EntryKeys[]> {
  const { registry, service, keyring } = parameters;
  const holder = holderOf(parameters);
  if (holder === null || parameters.wanted.length === 0) return () => [];
  const items = new Map<string, { customer: Hex; keyEpoch: number }>();
  for (const { customer, keyEpoch } of parameters.wanted)
    items.set(nameOf({ customer, keyEpoch }), { customer, keyEpoch });
  const openings = await getOpenings({ service, organisation: holder.account, items: [...items.values()] });
  const byName = new Map(openings.map((opening) => [nameOf(opening), opening]));
  const channels = await channelsOf({ registry, service, holder, openings });
  const ownSecrets = new Map<string, Uint8Array>();
  return (wanted) => {
    const opening = byName.get(nameOf(wanted));
    const share = opening?.share ?? null;
    if (opening === undefined || share === null) throw noOpening(wanted);
    if (keyring !== undefined && same(wanted.steward, keyring.organisation)) {
      const name = nameOf(wanted);
      const customerSecret = ownSecrets.get(name) ?? openCustomerSecret({ registry, keyring, opening });
      ownSecrets.set(name, customerSecret);
      return [{ sectionKey: deriveSectionKey({ customerSecret, kind: wanted.kind }), shredShare: share }];
    }
    const keys = sharedKeys({ registry, holder, opening, channels, wanted });
    return keys.map((sectionKey) => ({ sectionKey, shredShare: share }));
  };
}

function holderOf({ keyring, identity }: Reader): Holder | null {
  if (keyring !== undefined) return holderOfKeyring(keyring);
  return identity === undefined ? null : holderOfIdentity(identity);
}

/** By steward and epoch, each opened once. */
async function channelsOf(parameters: {
  registry: Registry;
  service: Service;
  holder: Holder;
  openings: readonly Opening[];
}): Promise<ReadonlyMap<string, Channel[]>> {
  const { openings } = parameters;
  const channels = new Map<string, Channel[]>();
  for (const { steward, wrap } of openings.flatMap(({ channelWraps }) => channelWraps)) {
    const epoch = wrapperEpochOf(wrap);
    if (epoch === null) continue;
    const name = channelName({ steward, epoch });
    if (!channels.has(name)) channels.set(name, await openChannels({ ...parameters, steward, epoch }));
  }
  return channels;
}

function sharedKeys(parameters: {
  registry: Registry;
  holder: Holder;
  opening: Opening;
  channels: ReadonlyMap<string, Channel[]>;
  wanted: WantedKeys;
}): Uint8Array[] {
  const { registry, holder, opening, channels, wanted } = parameters;
  const { customer, keyEpoch, kind } = wanted;
  const keys: Uint8Array[] = [];
  let refused: unknown;
  for (const { steward, wrap } of opening.channelWraps) {
    try {
      const { wrapperEpoch, scope } = parseWrapHeader(wrap);
      const expected = {
        wrapper: "channel" as const,
        chainId: BigInt(registry.chainId),
        registry: registry.address,
        customer,
        keyEpoch,
        scope,
        holder: holder.account,
        wrapperEpoch,
      };
      for (const { wrapKey } of channels.get(channelName({ steward, epoch: wrapperEpoch })) ?? []) {
        try {
          keys.push(sectionKeyFrom({ secret: unwrapSecret({ wrap, expected, wrapKey }), scope, kind }));
        } catch (error) {
          if (!isKontorError(error)) throw error;
          refused = error;
        }
      }
    } catch (error) {
      if (!isKontorError(error)) throw error;
      refused = error;
    }
  }
  if (keys.length > 0) return keys;
  if (isKontorError(refused)) throw refused;
  throw noOpening(wanted);
}

function noOpening({ customer, keyEpoch }: WantedKeys): KontorError {
  return new KontorError({
    code: "NoOpening",
    message: "The service has nothing for this reader that opens the entry.",
    hints: ["You may have no right to this customer, or the steward has not wrapped its newest key for you yet."],
    details: { customer, keyEpoch },
  });
}

function wrapperEpochOf(wrap: Uint8Array): number | null {
  try {
    return parseWrapHeader(wrap).wrapperEpoch;
  } catch (error) {
    if (isKontorError(error)) return null;
    throw error;
  }
}

function nameOf({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): string {
  return `${customer} ${keyEpoch}`;
}

function channelName({ steward, epoch }: { steward: Address; epoch: number }): string {
  return `${steward.toLowerCase()} ${epoch}`;
}

function same(one: Address, other: Address): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
