import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Blocker, useBlocker } from "react-router";
import { restoreValues } from "#app/model/forms/restore-values.ts";
import { formDrafts } from "#client/drafts/form-drafts.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import type { Identity } from "#client/keys/identity.ts";
import type { Draft } from "#client/write/draft.ts";
import type { AuthorContext } from "#client/write/write-context.ts";
import { useKontor } from "./use-kontor.ts";

export type UseFormDraftParameters<Values, About> = {
  form: { values: Values; setValues: (values: Values) => void };
  /** Which form it is, and of what; public values only. */
  name: string;
  /** Of the write that it is to become. */
  id: string;
  /** Whose key it is kept under; null where nobody types. */
  identity: Identity | null;
  /** What belongs to the text: what an edit began from. */
  about?: About;
  onRestore?: (about: About) => void;
};

/** As it is kept: JSON. */
type Kept<Values, About> = { values: Values; about: About; keptAt: number };

export type KeptDraft = {
  /** Milliseconds since 1970 at which something was begun here that was neither sent nor thrown away; null where nothing was. */
  offered: number | null;
  /** Nothing is to be typed before it is known what becomes of that. */
  decided: boolean;
  goOn: () => void;
  throwAway: () => void;
  /** What is typed now could not be kept: then leaving is asked about. */
  failed: boolean;
  blocker: Blocker;
  /** Puts it into the journal, and takes it from here: nothing in between loses it, or has it twice. */
  save: (parameters: { context: AuthorContext; drafts: readonly Draft[] }) => Promise<void>;
};

/**
 * Keeps what is typed into a form, encrypted, through leaving the page, a reload, a lock and a sign-out, and offers what was begun
 * before. Nothing is put into the form without being asked for.
 */
export const useFormDraft = <Values extends Record<string, unknown>, About = null>(
  parameters: UseFormDraftParameters<Values, About>,
): KeptDraft => {
  const { form, name, id, identity, about = null, onRestore } = parameters;
  const { registry, draftRows: rows, journal, written } = useKontor();
  const store = useMemo(() => {
    if (identity === null) return null;
    return formDrafts({ rows, holder: holderOfIdentity(identity), registry, journals: [journal, written] });
  }, [rows, identity, registry, journal, written]);
  const { values } = form;
  const [initial] = useState(values);
  /** Undefined until it has been looked for. */
  const [before, setBefore] = useState<Kept<unknown, About> | null | undefined>();
  const [failed, setFailed] = useState(false);
  const dirty = JSON.stringify(values) !== JSON.stringify(initial);
  const wasKept = useRef(false);
  const sent = useRef(false);
  /** How to keep what was typed last, where it is not kept yet. */
  const due = useRef<(() => Promise<void>) | null>(null);
  const keeping = useRef(false);

  useEffect(() => {
    let left = false;
    const show = (found: unknown) => {
      if (!left) setBefore(found as Kept<unknown, About> | null);
    };
    // What cannot be read here is nothing to offer: another key's, or a device that keeps nothing.
    if (store === null) show(null);
    else
      store.get(name).then(
        (draft) => show(draft?.values ?? null),
        () => show(null),
      );
    return () => {
      left = true;
    };
  }, [store, name]);

  const decided = before === null;
  useEffect(() => {
    if (store === null || !decided || sent.current || (!dirty && !wasKept.current)) return;
    due.current = () => {
      wasKept.current = dirty;
      const kept = { values, about, keptAt: Date.now() };
      return dirty ? store.put({ form: name, draft: { writeId: id, values: kept } }) : store.remove(name);
    };
    // At once, and while one is being kept only the newest waits: what is not kept yet is what was typed in that moment.
    const keepOn = () => {
      const keep = due.current;
      if (keeping.current || keep === null) return;
      due.current = null;
      keeping.current = true;
      const settle = (lost: boolean) => {
        setFailed(lost);
        keeping.current = false;
        keepOn();
      };
      keep().then(
        () => settle(false),
        () => settle(true),
      );
    };
    keepOn();
  }, [store, decided, name, id, values, about, dirty]);

  const asks = failed && dirty;
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [asks]);
  const blocker = useBlocker(useCallback(() => asks && !sent.current, [asks]));

  return {
    offered: before == null ? null : before.keptAt,
    decided,
    goOn() {
      if (before == null) return;
      // Under this page's own id: two pages that go on with one draft make two writes, and neither's text is lost.
      form.setValues(restoreValues({ initial, kept: before.values }));
      onRestore?.(before.about);
      setBefore(null);
    },
    throwAway() {
      setBefore(null);
      store?.remove(name).catch(() => setFailed(true));
    },
    failed: asks,
    blocker,
    async save({ context, drafts }) {
      if (store === null) return;
      sent.current = true;
      // What was typed last goes first; where it cannot be kept, the journal has it in a moment.
      due.current?.().catch(() => undefined);
      due.current = null;
      try {
        const kept = { values, about, keptAt: Date.now() };
        await store.save({ form: name, draft: { writeId: id, values: kept }, context, drafts });
      } catch (error) {
        sent.current = false;
        throw error;
      }
    },
  };
};
