import type { Hex } from "viem";
import type { OwnedSharePlace } from "../store/share-records.ts";
import type { SharePlace, ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";
import type { InspectedEntry } from "../store/store-inspection.ts";
import type { Finding, FindingType } from "./finding.ts";

export type InspectedStores = { store: Pick<Store, "inspect" | "shareRecords">; shares: ShareStore };

/** What one look found, and what it read: a page of `payload` is a few megabytes, the others are little. */
export type InspectedPage = { read: "entry" | "share" | "payload"; findings: Finding[] };

/** The part of the store in which each sort of finding is made. */
export const FOUND_IN = {
  payloadMissing: "entry",
  secretMissing: "entry",
  shareMissing: "share",
  shareDamaged: "share",
  payloadDamaged: "payload",
  payloadHeld: "payload",
} as const satisfies Record<FindingType, InspectedPage["read"]>;

const ROWS_AT_ONCE = 500;
const PAYLOADS_AT_ONCE = 100;
const PAYLOAD_BYTES_AT_ONCE = 4 * 1024 * 1024;

/**
 * Looks through both stores once, page by page, so that the caller sets the pace: entries and what they need first, then shares,
 * then every byte of every payload.
 */
export async function* inspectStores(stores: InspectedStores): AsyncGenerator<InspectedPage> {
  yield* inspectEntries(stores);
  yield* inspectShares(stores);
  yield* inspectPayloads(stores);
}

async function* inspectEntries({ store }: InspectedStores): AsyncGenerator<InspectedPage> {
  let last: InspectedEntry | undefined;
  for await (const entries of entryPages(store)) {
    const findings = entries.flatMap((entry, index): Finding[] => {
      const { customer, sequence, keyEpoch, payloadDigest: digest, blockNumber, hasPayload, hasSecret } = entry;
      const isFirst = !isSame(entry, index === 0 ? last : entries[index - 1]);
      return [
        ...(hasPayload ? [] : [{ type: "payloadMissing" as const, customer, sequence, digest, blockNumber }]),
        ...(hasSecret || !isFirst ? [] : [{ type: "secretMissing" as const, customer, keyEpoch }]),
      ];
    });
    last = entries.at(-1);
    yield { read: "entry", findings };
  }
}

async function* inspectShares(stores: InspectedStores): AsyncGenerator<InspectedPage> {
  const { store, shares } = stores;
  let last: SharePlace | undefined;
  for await (const entries of entryPages(store)) {
    const places = entries.filter((entry, index) => !isSame(entry, index === 0 ? last : entries[index - 1]));
    last = entries.at(-1);
    yield { read: "share", findings: (await missingOf({ shares, places })).map(shareMissing) };
  }
  for await (const places of pages((after?: OwnedSharePlace) => store.inspect.shareRecords(page(after)))) {
    const missing = await missingOf({ shares, places });
    // Those that entries need were found through the entries.
    const written = new Set((await store.shareRecords.written(missing)).map(nameOf));
    const findings = missing.filter((place) => !written.has(nameOf(place))).map(shareMissing);
    yield { read: "share", findings };
  }
  for await (const found of pages((after?: SharePlace) => shares.inspect(page(after)))) {
    const damaged = found.filter(({ intact }) => !intact);
    const findings = damaged.map(({ customer, keyEpoch }) => ({ type: "shareDamaged" as const, customer, keyEpoch }));
    yield { read: "share", findings };
  }
}

async function* inspectPayloads({ store }: InspectedStores): AsyncGenerator<InspectedPage> {
  let after: Hex | undefined;
  for (;;) {
    const found = await store.inspect.payloads({
      ...page(after),
      limit: PAYLOADS_AT_ONCE,
      maxBytes: PAYLOAD_BYTES_AT_ONCE,
    });
    const findings = found.flatMap(({ digest, customer, size, state, intact }): Finding[] => [
      ...(intact ? [] : [{ type: "payloadDamaged" as const, customer, digest, size }]),
      ...(state === "held" ? [{ type: "payloadHeld" as const, customer, digest, size }] : []),
    ]);
    after = found.at(-1)?.digest;
    if (after === undefined) return;
    yield { read: "payload", findings };
  }
}

function entryPages(store: InspectedStores["store"]): AsyncGenerator<InspectedEntry[]> {
  return pages((after?: InspectedEntry) => store.inspect.entries(page(after)));
}

/** Until an empty one. */
async function* pages<Row>(read: (after?: Row) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let after: Row | undefined;
  for (;;) {
    const rows = await read(after);
    after = rows.at(-1);
    if (after === undefined) return;
    yield rows;
  }
}

function page<Place>(after: Place | undefined): { after?: Place; limit: number } {
  return { limit: ROWS_AT_ONCE, ...(after === undefined ? {} : { after }) };
}

async function missingOf<Place extends SharePlace>(parameters: {
  shares: ShareStore;
  places: readonly Place[];
}): Promise<Place[]> {
  const { shares, places } = parameters;
  const present = new Set((await shares.find(places)).map(nameOf));
  return places.filter((place) => !present.has(nameOf(place)));
}

const shareMissing = ({ customer, keyEpoch }: SharePlace): Finding => ({ type: "shareMissing", customer, keyEpoch });

const nameOf = ({ customer, keyEpoch }: SharePlace): string => `${customer}/${keyEpoch}`;

function isSame(one: SharePlace, other: SharePlace | undefined): boolean {
  return other !== undefined && nameOf(one) === nameOf(other);
}
