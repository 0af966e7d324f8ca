import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Draft } from "./draft.ts";
import { keepDrafts } from "./kept-drafts.ts";
import { parseDrafts } from "./parse-drafts.ts";
import type { Write } from "./write.ts";
import type { AuthorContext } from "./write-context.ts";

export type DraftWriteParameters = {
  context: AuthorContext;
  /** The caller's name for this write: asked for again, the journaled write is answered and nothing is made twice. */
  id: string;
  /** 1 or more entries, of one or many customers, several of one customer in order. They get on chain all or none. */
  drafts: readonly Draft[];
};

/**
 * Journals what somebody wants to write, encrypted for this device, before anything else is done: from here on nothing loses it,
 * and `runWrite` takes it on, in this process or a later one, whatever the chain or the service have to say about it.
 * Throws what parsing refuses (nothing is journaled then), `WriteMismatch`.
 */
export async function draftWrite({ context, id, drafts }: DraftWriteParameters): Promise<Write> {
  const journaled = await journaledWrite({ context, id, drafts });
  if (journaled !== null) return journaled;
  const write = newWrite({ context, id, drafts });
  await context.journal.save(write);
  return write;
}

/** The write that the journal has under an id; null where it has none. Throws `WriteMismatch` where it is for other customers. */
export async function journaledWrite({ context, id, drafts }: DraftWriteParameters): Promise<Write | null> {
  const write = await context.journal.load(id);
  if (write === null) return null;
  // The same id for other customers is a mistake of the caller's that would otherwise lose the second write.
  const same =
    write.customers.length === drafts.length &&
    write.customers.every((customer, index) => customer === drafts[index]?.customer.toLowerCase());
  if (same) return write;
  throw new KontorError({
    code: "WriteMismatch",
    message: "The journal has another write under this id.",
    hints: ["Give every write an id of its own."],
    details: { id },
  });
}

/** A write that is only drafted. Throws what parsing refuses. */
export function newWrite({ context, id, drafts }: DraftWriteParameters): Write {
  const { registry, wallet, confirmations } = context;
  const parsed = parseDrafts(drafts);
  const author = lower(wallet.account.address);
  const place = { id, chainId: registry.chainId, registry: lower(registry.address) };
  return {
    version: 2,
    ...place,
    // The service takes a subject's payload in the subject's own name.
    organisation: "keyring" in context ? lower(context.keyring.organisation) : author,
    author,
    confirmations,
    customers: parsed.map(({ customer }) => customer),
    drafts: keepDrafts({ context, write: place, drafts }),
    appends: [],
    rebases: 0,
    earlier: [],
    state: { step: "drafted" },
    history: ["drafted"],
  };
}

function lower<Text extends string>(text: Text): Text {
  return text.toLowerCase() as Text;
}
