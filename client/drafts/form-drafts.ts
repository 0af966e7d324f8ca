import type { Address } from "viem";
import { z } from "zod";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { Holder } from "../keys/holder.ts";
import type { Registry } from "../registry/registry.ts";
import type { Draft } from "../write/draft.ts";
import { draftWrite } from "../write/draft-write.ts";
import type { Journal } from "../write/journal.ts";
import type { Write } from "../write/write.ts";
import type { AuthorContext } from "../write/write-context.ts";
import { openLocally, sealedLocallySchema, sealLocally } from "./local-seal.ts";

/** Where sealed drafts lie, by `key`. `put` returns when the row is durable. */
export type DraftRows = {
  get(key: string): Promise<unknown>;
  put(row: { key: string; sealed: object }): Promise<void>;
  remove(key: string): Promise<void>;
};

/** What somebody has typed into a form and not saved. */
export type FormDraft = {
  /** The id of the write that it becomes: saved twice, it is the same write. */
  writeId: string;
  /** As the form has them; JSON. */
  values: unknown;
};

export type FormDrafts = {
  /** The draft of a form; null where there is none, or where it has become a write. Throws `NoOpening` for one under a lost key. */
  get(form: string): Promise<FormDraft | null>;
  put(parameters: { form: string; draft: FormDraft }): Promise<void>;
  remove(form: string): Promise<void>;
  /**
   * Saves: the journal has the write before the draft goes, and a draft that a crash left beside its write is taken for the
   * write. Throws what `draftWrite` throws; the draft is still there then.
   */
  save(parameters: {
    form: string;
    draft: FormDraft;
    context: AuthorContext;
    drafts: readonly Draft[];
  }): Promise<Write>;
};

export type FormDraftsParameters = {
  rows: DraftRows;
  /** The member, unlocked: drafts are sealed under their key. */
  holder: Holder;
  registry: Pick<Registry, "chainId" | "address">;
  /** Where saved forms went: the journal of unfinished writes, and what is kept of confirmed ones. */
  journals: readonly Journal[];
};

const rowSchema = z.object({ sealed: sealedLocallySchema });
const draftSchema = z.object({ writeId: z.string().min(1), values: z.unknown() });

/** Drafts of forms, encrypted on this device; `form` is the caller's name of a form, such as `note 0x…`, and holds nothing personal. */
export function formDrafts({ rows, holder, registry, journals }: FormDraftsParameters): FormDrafts {
  const account = holder.account.toLowerCase() as Address;
  const keyOf = (form: string) => `${registry.chainId} ${registry.address.toLowerCase()} ${account} ${form}`;
  const placeOf = (form: string) => `draft ${keyOf(form)}`;
  const isWritten = async (writeId: string) => {
    for (const journal of journals) if ((await journal.load(writeId)) !== null) return true;
    return false;
  };
  return {
    async get(form) {
      const row = rowSchema.safeParse(await rows.get(keyOf(form)));
      if (!row.success) return null;
      const draft = draftSchema.safeParse(openLocally({ holder, place: placeOf(form), sealed: row.data.sealed }));
      if (!draft.success) return null;
      if (!(await isWritten(draft.data.writeId))) return draft.data;
      await rows.remove(keyOf(form));
      return null;
    },
    put: ({ form, draft }) =>
      rows.put({ key: keyOf(form), sealed: sealLocally({ holder, place: placeOf(form), value: draft }) }),
    remove: (form) => rows.remove(keyOf(form)),
    async save({ form, draft, context, drafts }) {
      const write = await draftWrite({ context, id: draft.writeId, drafts });
      // The write is safe: a draft that cannot be taken away now is taken for the write when it is looked for.
      await rows.remove(keyOf(form)).catch((error: unknown) => {
        if (!isKontorError(error)) throw error;
      });
      return write;
    },
  };
}
