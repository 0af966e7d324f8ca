import { z } from "zod";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { Holder } from "../keys/holder.ts";
import { openLocally, sealedLocallySchema, sealLocally } from "./local-seal.ts";

/** Where drafts survive the page; rows by their `id`. A promise that is kept means that the row is durable. */
export type DraftRows = {
  put: (row: object) => Promise<void>;
  getAll: () => Promise<unknown[]>;
  remove: (id: string) => Promise<void>;
};

/** What somebody has typed and not sent yet. */
export type FormDraft = {
  /** Of the write that it is to become. */
  id: string;
  /** Milliseconds since 1970. */
  keptAt: number;
  /** As it was handed in: JSON. */
  value: unknown;
};

export type FormDrafts = {
  /** Encrypts what a form says, under the key of whoever types, in place of what it said before. Throws `JournalBroken`. */
  keep: (parameters: { holder: Holder; place: string; id: string; value: unknown }) => Promise<void>;
  /** What was begun at a place, newest first, as far as it opens with the holder's key. */
  list: (parameters: { holder: Holder; place: string }) => Promise<FormDraft[]>;
  /** Of a form that was sent or thrown away; nothing happens where there is none. */
  remove: (id: string) => Promise<void>;
};

const rowSchema = z.strictObject({
  id: z.string(),
  /** Which form of which registry, organisation, account and customer: public values only. */
  place: z.string(),
  keptAt: z.number(),
  sealed: sealedLocallySchema,
});

/** Drafts of forms on this device. Nobody opens one without the key that it was kept under. */
export function createFormDrafts({ rows, now = Date.now }: { rows: DraftRows; now?: () => number }): FormDrafts {
  return {
    async keep({ holder, place, id, value }) {
      const sealed = sealLocally({ holder, place: placeOf({ place, id }), value });
      await rows.put({ id, place, keptAt: now(), sealed });
    },
    async list({ holder, place }) {
      const found: FormDraft[] = [];
      for (const row of await rows.getAll()) {
        const parsed = rowSchema.safeParse(row);
        // Another version's, or another form's: not for this page, and not for it to destroy.
        if (!parsed.success || parsed.data.place !== place) continue;
        const { id, keptAt, sealed } = parsed.data;
        try {
          found.push({ id, keptAt, value: openLocally({ holder, place: placeOf({ place, id }), sealed }) });
        } catch (error) {
          if (!isKontorError(error) || error.code !== "NoOpening") throw error;
        }
      }
      return found.sort((one, other) => other.keptAt - one.keptAt);
    },
    remove: (id) => rows.remove(id),
  };
}

function placeOf({ place, id }: { place: string; id: string }): string {
  return `form ${place} ${id}`;
}
