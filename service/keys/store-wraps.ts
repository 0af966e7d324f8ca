import type { Address, Hex } from "viem";
import { coveringGrants, grantRole } from "#protocol/chain/grants.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseWrapHeader } from "#protocol/keys/wrap-header.ts";
import { areHeld } from "../access/are-held.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden } from "../access/require-role.ts";
import type { Alongside } from "../store/store.ts";
import type { StoredWrap } from "../store/wrap-store.ts";
import type { KeysContext } from "./keys-context.ts";
import { makeShares } from "./make-shares.ts";

export type StoreWrapsParameters = {
  context: KeysContext;
  organisation: Address;
  /** The member who stores them. */
  author: Address;
  wraps: readonly Uint8Array[];
  /** SHA-256 of wraps that do not open, which these may take the place of: for a KEEPER. */
  replaces: readonly Hex[];
  /** Whether the author is a KEEPER of the organisation. */
  byKeeper: boolean;
  /** Kept together with the wraps. */
  alongside?: Alongside;
};

/**
 * Stores wraps of an organisation's customers, all or none. Each must be for this registry, and be held by the organisation or by somebody it lets read the customer: by a
 * grant that covers the wrap's scope, or as the subject, named or accepted.
 *
 * @throws KontorError Forbidden, CustomerErased, ShareMissing, SecretMissing, WrapConflict, StaleKeyEpoch, ContextMismatch, IndexNotReady,
 * ChainUnavailable, and what parseWrapHeader throws
 */
export async function storeWraps({
  context,
  organisation,
  author,
  wraps,
  replaces,
  byKeeper,
  alongside = async () => undefined,
}: StoreWrapsParameters): Promise<void> {
  if (replaces.length > 0 && !byKeeper) throw forbidden();
  const parsed = wraps.map((bytes): StoredWrap => {
    const { customer, keyEpoch, scope, wrapper, wrapperEpoch, ...named } = parseWrapHeader(bytes);
    requireOwnRegistry({ named, configuration: context.configuration });
    const holder = named.holder.toLowerCase() as Address;
    if ((wrapper === "organisation") !== (holder === organisation)) throw forbidden();
    return { customer, keyEpoch, scope, holder, wrapper, wrapperEpoch, steward: organisation, author, bytes };
  });
  const { epoch } = await context.chain.keyOf(organisation);
  await requireReaders({ context, organisation, epoch, wraps: parsed.filter(({ wrapper }) => wrapper === "channel") });
  requireReached({ wraps: parsed, epoch });
  await requireNoSecondSecret({
    context,
    organisation,
    wraps: parsed.filter(({ wrapper }) => wrapper === "organisation"),
  });
  // A customer whose secret is just made for this epoch gets its share too: whoever it is shared with can then write and read
  // under it, although no member has asked for the share yet. Before the wraps, for wraps without a share are a share lost.
  const current = new Map(parsed.filter(({ keyEpoch }) => keyEpoch === epoch).map((wrap) => [wrap.customer, wrap]));
  await makeShares({ context, organisation, author, places: [...current.values()] });
  await context.store.transaction(async (joined) => {
    await alongside(joined);
    await joined.wraps.put({ wraps: parsed, replaces: new Set(replaces), byKeeper });
  });
}

/**
 * Nobody has a secret of an epoch to come. Wraps of one would say that its shares were made, and so keep the next rotation from
 * making them.
 * @throws KontorError StaleKeyEpoch
 */
function requireReached({ wraps, epoch }: { wraps: readonly StoredWrap[]; epoch: number }): void {
  if (wraps.every(({ keyEpoch }) => keyEpoch <= epoch)) return;
  throw new KontorError({
    code: "StaleKeyEpoch",
    message: "A wrap is of a key epoch that is not there yet.",
    hints: ["Publish the organisation's new key first."],
    details: { current: epoch },
  });
}

/** @throws KontorError Forbidden, StaleKeyEpoch, ChainUnavailable */
async function requireReaders({
  context,
  organisation,
  epoch,
  wraps,
}: {
  context: KeysContext;
  organisation: Address;
  epoch: number;
  wraps: readonly StoredWrap[];
}): Promise<void> {
  if (wraps.some(({ wrapperEpoch }) => wrapperEpoch > epoch)) {
    throw new KontorError({
      code: "StaleKeyEpoch",
      message: "A wrap is under a channel of a key epoch that is not there yet.",
      details: { current: epoch },
    });
  }
  const wanted = [...new Map(wraps.map((wrap) => [readerOf(wrap), wrap])).values()];
  const covering = wanted.map(({ customer, scope }) => coveringGrants({ steward: organisation, customer, scope }));
  const holders = wanted.flatMap(({ holder }, index) =>
    (covering[index] ?? []).map((grant) => ({ role: grantRole(grant), account: holder })),
  );
  const distinct = [...new Map(holders.map((holder) => [keyOf(holder), holder])).values()];
  const held = await areHeld({ context, holders: distinct });
  const heldKeys = new Set(distinct.filter((_holder, index) => held[index]).map(keyOf));
  const ungranted = wanted.filter(
    ({ holder }, index) =>
      !(covering[index] ?? []).some((grant) => heldKeys.has(keyOf({ role: grantRole(grant), account: holder }))),
  );
  const subjects = await context.chain.subjectsOf(ungranted.map(({ customer }) => customer));
  for (const [index, { holder }] of ungranted.entries()) {
    if (subjects[index]?.subject !== holder && subjects[index]?.named !== holder) throw forbidden();
  }
}

/**
 * A first secret of an epoch that the organisation has written in already is a second one: the first was here once, and no entry
 * under it opens with another.
 * @throws KontorError SecretMissing
 */
async function requireNoSecondSecret({
  context: { store },
  organisation,
  wraps,
}: {
  context: KeysContext;
  organisation: Address;
  wraps: readonly StoredWrap[];
}): Promise<void> {
  const present = new Set((await store.wraps.find({ holder: organisation, items: wraps })).map(placeOf));
  const first = wraps.filter((wrap) => !present.has(placeOf(wrap)));
  const [lost] = await store.shareRecords.written(first.map((wrap) => ({ ...wrap, organisation })));
  if (lost === undefined) return;
  const { customer, keyEpoch } = lost;
  throw new KontorError({
    code: "SecretMissing",
    message:
      "Entries of this customer and key epoch exist, and the secret they are encrypted under is not here any more.",
    hints: [
      "The service's operator has to restore the newest main store (docs/OPERATIONS.md), then try again.",
      "If it is lost for good: renew the organisation's key. What is written under the new epoch gets a new secret.",
    ],
    details: { customer, keyEpoch },
  });
}

const placeOf = ({ customer, keyEpoch }: { customer: Hex; keyEpoch: number }): string => `${customer}/${keyEpoch}`;

const readerOf = ({ customer, holder, scope }: StoredWrap): string => `${customer}/${holder}/${scope}`;

const keyOf = ({ role, account }: { role: Hex; account: Address }): string => `${role}/${account}`;
