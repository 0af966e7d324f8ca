import type { Hex } from "viem";
import { fromHex, toHex } from "#protocol/bytes/hex.ts";
import type { Keccak } from "#protocol/bytes/keccak.ts";
import { hashPredecessor, originOf, type Predecessor, predecessorOf } from "#protocol/chain/entry.ts";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import { knownLatestEntry } from "../read/known-latest-entry.ts";
import { keyOf } from "../registry/key-of.ts";
import { type CustomerKeys, customerKeys } from "./customer-keys.ts";
import type { Draft } from "./draft.ts";
import { fastKeccak } from "./fast-keccak.ts";
import { sealAppend } from "./seal-append.ts";
import type { JournaledAppend } from "./write.ts";
import type { WriteContext } from "./write-context.ts";

/** Customers whose newest entry is asked for at once. */
const CONCURRENT_READS = 8;

/** What a customer's first draft follows, and the key epoch of it where it is an entry of ours. */
type Base = { predecessor: Predecessor; keyEpoch: number | null };

type Parsed = Draft & { kind: number; record: CustomerRecord };

/** Turns drafts into encrypted entries, each on top of its customer's newest one, or of the draft before it. */
export async function sealDrafts(parameters: {
  context: WriteContext;
  drafts: readonly Draft[];
}): Promise<JournaledAppend[]> {
  const { context } = parameters;
  if (parameters.drafts.length === 0) {
    throw new KontorError({ code: "InvalidArgument", message: "A write needs at least one entry." });
  }
  const drafts = parameters.drafts.map(parseDraft);
  await checkKeyEpoch(context);
  const bases = await basesOf({ context, drafts });
  const predecessors = new Map([...bases].map(([customer, { predecessor }]) => [customer, predecessor]));
  const { epoch } = context.keyring.current;
  const written = new Set([...bases].filter(([, base]) => base.keyEpoch === epoch).map(([customer]) => customer));
  const keys = await customerKeys({ context, drafts, written });
  const keccak = await fastKeccak();
  return drafts.map((draft) => {
    const predecessor = predecessors.get(draft.customer);
    const ofCustomer = keys.get(draft.customer);
    if (predecessor === undefined || ofCustomer === undefined) {
      throw new KontorError({ code: "InvariantBroken", message: "A draft has no predecessor or no keys." });
    }
    const append = sealDraft({ context, draft, predecessor, keys: ofCustomer, keccak });
    predecessors.set(draft.customer, predecessorOf(append.entry));
    return append.journaled;
  });
}

/** The record's schema names its kind. Throws what parsing refuses. */
function parseDraft(draft: Draft): Parsed {
  const { record } = draft;
  const schema = record instanceof Object && "schema" in record ? String(record.schema) : "";
  const name = CONTENT_KINDS.find((kind) => kind === schema.split("/")[0]);
  if (name === undefined) {
    throw new KontorError({
      code: "UnknownSchema",
      message: "The record names no schema that is known here.",
      details: { given: schema.slice(0, 40) },
    });
  }
  const customer = toHex(fromHex({ hex: draft.customer, length: 32, name: "The customer's id" }));
  return { ...draft, customer, kind: KINDS[name], record: parseRecord(KINDS[name], record) };
}

async function checkKeyEpoch({ registry, keyring }: WriteContext): Promise<void> {
  const { epoch } = await keyOf({ registry, account: keyring.organisation });
  if (epoch === keyring.current.epoch) return;
  throw new KontorError({
    code: "StaleKeyEpoch",
    message: "The organisation has a newer key than the one that is open here.",
    hints: ["Open the organisation's newest secret, then write again."],
    details: { open: keyring.current.epoch, current: epoch },
  });
}

async function basesOf(parameters: { context: WriteContext; drafts: readonly Parsed[] }): Promise<Map<Hex, Base>> {
  const { context, drafts } = parameters;
  const firsts = new Map<Hex, Parsed>();
  for (const draft of drafts) if (!firsts.has(draft.customer)) firsts.set(draft.customer, draft);
  const found = new Map<Hex, Base>();
  const open = firsts.values();
  const read = async () => {
    for (const draft of open) found.set(draft.customer, await baseOf({ context, draft }));
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, read));
  return found;
}

async function baseOf(parameters: { context: WriteContext; draft: Parsed }): Promise<Base> {
  const { registry, service, keyring } = parameters.context;
  const { customer, salt, follows } = parameters.draft;
  const { organisation } = keyring;
  if (salt !== undefined) {
    const origin = originOf({ steward: organisation, salt });
    if (origin.header.customer === customer) return { predecessor: origin, keyEpoch: null };
    throw new KontorError({
      code: "InvalidArgument",
      message: "The salt of a new customer does not make its id.",
      details: { customer },
    });
  }
  const latest = await knownLatestEntry({ registry, service, customer });
  const predecessor = predecessorOf(latest);
  if (latest.header.steward.toLowerCase() !== organisation.toLowerCase()) {
    throw new KontorError({
      code: "NotSteward",
      message: "Another organisation is the customer's steward now.",
      details: { customer, steward: latest.header.steward },
    });
  }
  const stored = hashPredecessor(predecessor);
  if (follows !== undefined && follows !== stored) {
    throw new KontorError({
      code: "StaleHead",
      message: "Somebody else has written to this customer in the meantime.",
      hints: ["Read the newest entries, then write again on top of them."],
      details: { customer, stored, given: follows },
    });
  }
  return { predecessor, keyEpoch: latest.body.keyEpoch };
}

function sealDraft(parameters: {
  context: WriteContext;
  draft: Parsed;
  predecessor: Predecessor;
  keys: CustomerKeys;
  keccak: Keccak;
}) {
  const { context, draft, predecessor, keys, keccak } = parameters;
  const { registry, keyring, wallet, randomBytes } = context;
  const { kind, record } = draft;
  return sealAppend({
    registry,
    author: wallet.account.address,
    predecessor,
    kind,
    record,
    keyEpoch: keyring.current.epoch,
    sectionKey: deriveSectionKey({ customerSecret: keys.customerSecret, kind }),
    shredShare: keys.shredShare,
    keccak,
    ...(randomBytes === undefined ? {} : { randomBytes }),
  });
}
