import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Blocker, useBlocker } from "react-router";
import { restoreValues } from "#app/model/forms/restore-values.ts";
import type { FormDraft } from "#client/drafts/form-drafts.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import type { Identity } from "#client/keys/identity.ts";
import { useKontor } from "./use-kontor.ts";

/** A pause in typing after which it is kept (milliseconds). */
const PAUSE = 200;

export type UseFormDraftParameters<Values, About> = {
  form: { values: Values; setValues: (values: Values) => void };
  /** Of the write that the form is to become. */
  id: string;
  /** Which form, for whom: public values only. */
  place: string;
  /** Whose key it is kept under. */
  identity: Identity | null;
  /** What belongs to the text: what an edit began from. */
  about?: About;
  onRestore?: (about: About) => void;
};

export type KeptDraft = {
  /** What was begun here before and neither sent nor thrown away, newest first; one at a time. */
  offered: FormDraft | null;
  goOn: () => void;
  throwAway: () => void;
  /** Whether what is typed now could not be kept: then leaving is asked about. */
  failed: boolean;
  blocker: Blocker;
  /** The form is being sent: from here on the journal has it. */
  stop: () => void;
  /** It was not sent after all. */
  resume: () => void;
};

/**
 * Keeps what is typed into a form, encrypted, through leaving the page, a reload, a lock and a sign-out, and offers what was begun
 * before. Nothing is put into the form without being asked for.
 */
export const useFormDraft = <Values extends Record<string, unknown>, About = null>(
  parameters: UseFormDraftParameters<Values, About>,
): KeptDraft => {
  const { form, id, identity, about = null, onRestore } = parameters;
  const { registry, formDrafts, journal } = useKontor();
  const place = `${registry.chainId} ${registry.address.toLowerCase()} ${identity?.account.toLowerCase()} ${parameters.place}`;
  const holder = useMemo(() => (identity === null ? null : holderOfIdentity(identity)), [identity]);
  const [initial] = useState(form.values);
  const [offers, setOffers] = useState<readonly FormDraft[]>([]);
  const [failed, setFailed] = useState(false);
  const stopped = useRef(false);
  const dirty = JSON.stringify(form.values) !== JSON.stringify(initial);
  const kept = useRef(false);
  /** What is to be done when the person pauses, or leaves. */
  const due = useRef<(() => void) | null>(null);

  useEffect(() => {
    if (holder === null) return;
    let left = false;
    const load = async () => {
      const found = (await formDrafts.list({ holder, place })).filter((draft) => draft.id !== id);
      const sent = await Promise.all(found.map((draft) => journal.load(draft.id)));
      if (!left) setOffers(found.filter((_, index) => sent[index] === null));
    };
    // A device that keeps nothing has nothing to offer.
    load().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [formDrafts, journal, holder, place, id]);

  const { values } = form;
  useEffect(() => {
    if (holder === null || stopped.current || (!dirty && !kept.current)) return;
    const keep = () => {
      due.current = null;
      kept.current = dirty;
      const done = dirty ? formDrafts.keep({ holder, place, id, value: { values, about } }) : formDrafts.remove(id);
      done.then(
        () => setFailed(false),
        () => setFailed(true),
      );
    };
    due.current = keep;
    const timer = setTimeout(keep, PAUSE);
    return () => clearTimeout(timer);
  }, [formDrafts, holder, place, id, values, about, dirty]);

  useEffect(() => {
    const flush = () => due.current?.();
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, []);

  const asks = failed && dirty;
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [asks]);
  const blocker = useBlocker(useCallback(() => asks && !stopped.current, [asks]));

  const offered = offers[0] ?? null;
  const drop = (draft: FormDraft) => {
    setOffers(offers.filter(({ id: other }) => other !== draft.id));
    formDrafts.remove(draft.id).catch(() => setFailed(true));
  };
  return {
    offered,
    goOn() {
      if (offered === null || holder === null) return;
      const { values: before, about: belonging } = offered.value as { values: unknown; about: About };
      const restored = restoreValues({ initial, kept: before });
      form.setValues(restored);
      onRestore?.(belonging);
      // Under this form's own id before the old one goes: two pages that go on with one draft make two writes, and lose neither.
      const value = { values: restored, about: belonging };
      formDrafts.keep({ holder, place, id, value }).then(
        () => drop(offered),
        () => setFailed(true),
      );
    },
    throwAway() {
      if (offered !== null) drop(offered);
    },
    failed: asks,
    blocker,
    stop() {
      due.current?.();
      stopped.current = true;
    },
    resume() {
      stopped.current = false;
    },
  };
};
