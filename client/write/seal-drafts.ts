import pMap from "p-map";
import type { Hex } from "viem";
import { hashPredecessor, originOf, type Predecessor, predecessorOf } from "#protocol/chain/entry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { knownLatestEntry } from "../read/known-latest-entry.ts";
import { subjectKeys } from "../subject/subject-keys.ts";
import type { AuthorKeys, Base } from "./author-keys.ts";
import type { Draft } from "./draft.ts";
import { fastKeccak } from "./fast-keccak.ts";
import { organisationKeys } from "./organisation-keys.ts";
import { named, naming, type ParsedDraft, parseDrafts } from "./parse-drafts.ts";
import { sealAppend } from "./seal-append.ts";
import type { JournaledAppend } from "./write.ts";
import type { AuthorContext } from "./write-context.ts";

/** Customers whose newest entry is asked for at once. */
const CONCURRENT_READS = 8;

export type SealDraftsParameters = { context: AuthorContext; drafts: readonly Draft[] };

/**
 * Turns drafts into encrypted entries, each on top of its customer's newest one, or of the draft before it. What concerns one of
 * several drafts is thrown with its position in the details (`draft`, from 0).
 */
export async function sealDrafts({ context, ...parameters }: SealDraftsParameters): Promise<JournaledAppend[]> {
  const drafts = parseDrafts(parameters.drafts);
  const { registry, wallet, randomBytes } = context;
  const author = "keyring" in context ? await organisationKeys(context) : subjectKeys(context);
  const bases = await basesOf({ context, author, drafts });
  const keys = await author.keysOf({ drafts, bases });
  const predecessors = new Map([...bases].map(([customer, { predecessor }]) => [customer, predecessor]));
  const keccak = await fastKeccak();
  return drafts.map((draft, position) =>
    naming({
      position,
      of: drafts.length,
      act: () => {
        const predecessor = predecessors.get(draft.customer);
        const ofCustomer = keys.get(draft.customer);
        if (predecessor === undefined || ofCustomer === undefined) {
          throw new KontorError({ code: "InvariantBroken", message: "A draft has no predecessor or no keys." });
        }
        const { kind, record } = draft;
        const { keyEpoch, sectionKeyOf, shredShare } = ofCustomer;
        const append = sealAppend({
          registry,
          author: wallet.account.address,
          predecessor,
          kind,
          record,
          keyEpoch,
          sectionKey: sectionKeyOf(kind),
          shredShare,
          keccak,
          ...(randomBytes === undefined ? {} : { randomBytes }),
        });
        predecessors.set(draft.customer, predecessorOf(append.entry));
        return append.journaled;
      },
    }),
  );
}

type OfAuthor = { context: AuthorContext; author: AuthorKeys };

async function basesOf(parameters: OfAuthor & { drafts: readonly ParsedDraft[] }): Promise<ReadonlyMap<Hex, Base>> {
  const { drafts, ...ofAuthor } = parameters;
  const firsts = new Map<Hex, number>();
  for (const [position, { customer }] of drafts.entries()) {
    if (!firsts.has(customer)) firsts.set(customer, position);
  }
  const found = await pMap(
    firsts,
    async ([customer, position]) => {
      try {
        return [customer, await baseOf({ ...ofAuthor, draft: drafts[position] as ParsedDraft })] as const;
      } catch (error) {
        throw named({ error, position, of: drafts.length });
      }
    },
    { concurrency: CONCURRENT_READS },
  );
  return new Map(found);
}

async function baseOf(parameters: OfAuthor & { draft: ParsedDraft }): Promise<Base> {
  const { context, author, draft } = parameters;
  const { registry, service } = context;
  const { customer, salt, follows } = draft;
  if (salt !== undefined) return { predecessor: originOfDraft({ context, draft: { customer, salt } }), latest: null };
  const latest = await knownLatestEntry({ registry, service, customer });
  await author.checkLatest(latest);
  const predecessor = predecessorOf(latest);
  const stored = hashPredecessor(predecessor);
  if (follows !== undefined && follows !== stored) {
    throw new KontorError({
      code: "StaleHead",
      message: "Somebody else has written to this customer in the meantime.",
      hints: ["Read the newest entries, then write again on top of them."],
      details: { customer, stored, given: follows },
    });
  }
  return { predecessor, latest };
}

function originOfDraft(parameters: { context: AuthorContext; draft: { customer: Hex; salt: Hex } }): Predecessor {
  const { context, draft } = parameters;
  const steward = "keyring" in context ? context.keyring.organisation : context.wallet.account.address;
  const origin = originOf({ steward, salt: draft.salt });
  if (origin.header.customer === draft.customer) return origin;
  throw new KontorError({
    code: "InvalidArgument",
    message: "The salt of a new customer does not make its id.",
    details: { customer: draft.customer },
  });
}
