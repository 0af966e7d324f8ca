import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { openLocally, type SealedLocally, sealLocally } from "../drafts/local-seal.ts";
import { type Holder, holderOfIdentity, holderOfKeyring } from "../keys/holder.ts";
import type { Draft } from "./draft.ts";
import type { EditConflict } from "./merge-edits.ts";
import type { Write } from "./write.ts";
import type { AuthorContext, RunContext } from "./write-context.ts";

type Place = Pick<Write, "id" | "chainId" | "registry">;

/** The context, where it has the keys of a write's author; null otherwise. */
export function authorContextOf(parameters: { context: RunContext; write: Write }): AuthorContext | null {
  const { context, write } = parameters;
  if (!("keyring" in context) && !("identity" in context)) return null;
  return holderOf(context).account.toLowerCase() === write.organisation ? context : null;
}

/** The drafts of a write, encrypted for its journal. */
export function keepDrafts(parameters: {
  context: AuthorContext;
  write: Place;
  drafts: readonly Draft[];
}): SealedLocally {
  const { context, write, drafts } = parameters;
  return sealLocally({ ...sealingOf({ context, what: "drafts", write }), value: drafts });
}

/** What a write says. Throws `NoOpening` where it was journaled under a key that is not open here. */
export function draftsOf({ context, write }: { context: AuthorContext; write: Write }): Draft[] {
  if (write.drafts === null) {
    throw new KontorError({ code: "NoOpening", message: "What this write said is not kept any more." });
  }
  return openLocally({ ...sealingOf({ context, what: "drafts", write }), sealed: write.drafts }) as Draft[];
}

/** The same; null where they do not open. */
export function draftsIfOpen(parameters: { context: AuthorContext; write: Write }): Draft[] | null {
  try {
    return draftsOf(parameters);
  } catch (error) {
    if (isKontorError(error) && error.code === "NoOpening") return null;
    throw error;
  }
}

/** The values in conflict, encrypted for the journal. */
export function keepConflicts(parameters: {
  context: AuthorContext;
  write: Place;
  conflicts: readonly EditConflict[];
}): SealedLocally {
  const { context, write, conflicts } = parameters;
  return sealLocally({ ...sealingOf({ context, what: "conflict", write }), value: conflicts });
}

/**
 * The edits of a write that conflict with a newer profile, with both values of each place; empty where it has none.
 * Throws `NoOpening`.
 */
export function conflictsOf({ context, write }: { context: AuthorContext; write: Write }): EditConflict[] {
  if (write.state.step !== "conflict") return [];
  const { sealed } = write.state;
  return openLocally({ ...sealingOf({ context, what: "conflict", write }), sealed }) as EditConflict[];
}

function sealingOf(parameters: { context: AuthorContext; what: "drafts" | "conflict"; write: Place }) {
  const { context, what, write } = parameters;
  const place = `${what} of write ${write.chainId} ${write.registry} ${write.id}`;
  return { holder: holderOf(context), place, randomBytes: context.randomBytes };
}

function holderOf(context: AuthorContext): Holder {
  return "keyring" in context ? holderOfKeyring(context.keyring) : holderOfIdentity(context.identity);
}
