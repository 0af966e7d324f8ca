import { rmSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Hex } from "viem";
import { entriesOf } from "#client/registry/entries-of.ts";
import { keyHashAt } from "#client/registry/key-hash-at.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Entry } from "#protocol/chain/entry.ts";
import { openEnvelope } from "#protocol/envelope/open.ts";
import { deriveChannelKey, deriveChannelWrapKey, openChannelKey } from "#protocol/keys/channel-key.ts";
import { parseHistoryHeader } from "#protocol/keys/history-header.ts";
import { openOldSecret } from "#protocol/keys/organisation-history.ts";
import { deriveOrganisationSeed, deriveOrganisationWrapKey } from "#protocol/keys/organisation-key.ts";
import { openSecret } from "#protocol/keys/sealed-secret.ts";
import { parseSealedHeader } from "#protocol/keys/sealed-secret-header.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import { unwrapSecret } from "#protocol/keys/wrap.ts";
import { parseWrapHeader } from "#protocol/keys/wrap-header.ts";

/** A copy of everything that a service stores. */
export type Loot = {
  directory: string;
  payloads: ReadonlyMap<Hex, Uint8Array>;
  wraps: readonly Uint8Array[];
  sealed: readonly Uint8Array[];
  history: readonly Uint8Array[];
  identities: readonly Uint8Array[];
  shares: readonly { customer: Hex; keyEpoch: number; share: Uint8Array }[];
};

/** Steals both databases, with their logs, and reads them. The copy is gone when the process ends. */
export async function steal(directory: string): Promise<Loot> {
  const copy = await mkdtemp(join(tmpdir(), "kontor-loot-"));
  process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
  await cp(directory, copy, { recursive: true });
  const main = new DatabaseSync(join(copy, "kontor.sqlite"));
  const kept = new DatabaseSync(join(copy, "shares.sqlite"));
  const bytesOf = (table: string) =>
    main
      .prepare(`SELECT bytes FROM ${table}`)
      .all()
      .map((row) => row.bytes as Uint8Array);
  const sealed = bytesOf("sealed_secret");
  const loot = {
    directory: copy,
    payloads: new Map(
      main
        .prepare("SELECT digest, bytes FROM payload")
        .all()
        .map((row) => [row.digest as Hex, row.bytes as Uint8Array]),
    ),
    wraps: bytesOf("wrap"),
    sealed: sealed.filter((bytes) => magicOf(bytes) === "KNTS"),
    history: sealed.filter((bytes) => magicOf(bytes) === "KNTH"),
    identities: bytesOf("identity"),
    shares: kept
      .prepare("SELECT customer, key_epoch, share FROM share")
      .all()
      .map((row) => ({
        customer: row.customer as Hex,
        keyEpoch: Number(row.key_epoch),
        share: row.share as Uint8Array,
      })),
  };
  main.close();
  kept.close();
  return loot;
}

const magicOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 4));

export type PlunderParameters = {
  registry: Registry;
  customer: Hex;
  loot: Loot;
  /** Seeds of identity keys that the attacker has. */
  seeds?: readonly Uint8Array[];
  /** Organisation secrets that the attacker has. */
  secrets?: readonly Uint8Array[];
  /** Wrap keys that the attacker makes up or guesses. */
  guesses?: readonly Uint8Array[];
};

/**
 * Everything that somebody with these keys and a copy of the store can open of a customer, with the protocol's own functions and no
 * regard for any rule: every sealed secret with every seed, every wrap with every key, until nothing new comes of it; then
 * every entry with every secret and every share.
 * @returns the sequences of the entries that opened.
 */
export async function plunder(parameters: PlunderParameters): Promise<number[]> {
  const { registry, customer, loot } = parameters;
  const secrets = new Map((parameters.secrets ?? []).map((secret) => [String(secret), secret]));
  const seeds = new Map((parameters.seeds ?? []).map((seed) => [String(seed), seed]));
  const wrapKeys = new Map((parameters.guesses ?? []).map((key) => [String(key), key]));
  for (let known = -1; known !== secrets.size + seeds.size + wrapKeys.size; ) {
    known = secrets.size + seeds.size + wrapKeys.size;
    for (const secret of [...secrets.values()]) {
      seeds.set(`of ${secret}`, deriveOrganisationSeed(secret));
      wrapKeys.set(`of ${secret}`, deriveOrganisationWrapKey(secret));
      for (const wrap of loot.wraps) {
        const grantee = parseWrapHeader(wrap).holder;
        const key = deriveChannelWrapKey(deriveChannelKey({ organisationSecret: secret, grantee }));
        wrapKeys.set(`to ${grantee} of ${secret}`, key);
      }
      for (const opened of await openHistory({ registry, loot, secret })) secrets.set(String(opened), opened);
    }
    for (const seed of [...seeds.values()]) {
      const opened = await openSealed({ registry, loot, seed });
      for (const secret of opened.secrets) secrets.set(String(secret), secret);
      for (const key of opened.channels) wrapKeys.set(String(key), key);
    }
  }
  const customerSecrets = loot.wraps.flatMap((wrap) => {
    const { nonce: _, ...expected } = parseWrapHeader(wrap);
    return [...wrapKeys.values()].flatMap((wrapKey) => attempt(() => unwrapSecret({ wrap, expected, wrapKey })));
  });
  const entries = (await entriesOf({ registry, customer })).map(({ entry }) => entry);
  return entries
    .filter((entry) => opens({ registry, loot, entry, customerSecrets }))
    .map(({ header }) => Number(header.sequence));
}

function opens(parameters: {
  registry: Registry;
  loot: Loot;
  entry: Entry;
  customerSecrets: readonly Uint8Array[];
}): boolean {
  const { registry, loot, entry, customerSecrets } = parameters;
  const { customer, sequence } = entry.header;
  const { kind, keyEpoch, commitment, payloadDigest } = entry.body;
  const envelope = loot.payloads.get(payloadDigest);
  if (envelope === undefined || kind === 9) return false;
  const context = { chainId: BigInt(registry.chainId), registry: registry.address, customer, sequence, kind, keyEpoch };
  const shares = [...loot.shares.map(({ share }) => share), new Uint8Array(32)];
  const keys = customerSecrets.flatMap((secret) => [secret, deriveSectionKey({ customerSecret: secret, kind })]);
  return keys.some((sectionKey) =>
    shares.some((shredShare) => {
      const expected = { context, commitment, payloadDigest };
      return attempt(() => openEnvelope({ envelope, expected, sectionKey, shredShare })).length > 0;
    }),
  );
}

async function openSealed({ registry, loot, seed }: { registry: Registry; loot: Loot; seed: Uint8Array }) {
  const secrets: Uint8Array[] = [];
  const channels: Uint8Array[] = [];
  for (const sealed of loot.sealed) {
    const header = parseSealedHeader(sealed);
    const { sender, senderEpoch } = header;
    try {
      if (header.purpose === "channel") {
        channels.push(deriveChannelWrapKey(await openChannelKey({ sealed, expected: header, seed })));
      } else if (header.purpose === "organisation") {
        const organisationKeyHash = await keyHashAt({ registry, account: sender, epoch: senderEpoch });
        if (organisationKeyHash === null) continue;
        secrets.push(await openSecret({ sealed, expected: header, organisationKeyHash, seed }));
      }
    } catch {
      // Not for this seed.
    }
  }
  return { secrets, channels };
}

async function openHistory({ registry, loot, secret }: { registry: Registry; loot: Loot; secret: Uint8Array }) {
  const opened: Uint8Array[] = [];
  for (const wrap of loot.history) {
    const { nonce: _, ...header } = parseHistoryHeader(wrap);
    const organisationKeyHash = await keyHashAt({ registry, account: header.organisation, epoch: header.epoch });
    if (organisationKeyHash === null) continue;
    try {
      opened.push(await openOldSecret({ wrap, expected: header, nextSecret: secret, organisationKeyHash }));
    } catch {
      // Not under this secret.
    }
  }
  return opened;
}

function attempt<Value>(act: () => Value): Value[] {
  try {
    return [act()];
  } catch {
    return [];
  }
}
