import type { Address, Hex } from "viem";
import { runShare } from "#client/access/run-share.ts";
import type { Share, ShareJournal } from "#client/access/share.ts";
import { type ShareContext, type StartShareParameters, startShare } from "#client/access/start-share.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** An intent to share and what is happening to it. */
export type TrackedShare = {
  share: Share;
  /** Customers whose keys are handed over; null before the first. */
  progress: { done: number; total: number } | null;
  /** Whether this page works on it; otherwise it failed here, or another page of this browser has it. */
  running: boolean;
  /** Why it stands still, where something failed. */
  error: unknown;
};

export type Shares = {
  list: () => readonly TrackedShare[];
  subscribe: (listener: () => void) => () => void;
  /** Journals it and goes on in the background. Answers its id once the journal has it. */
  start: (parameters: Omit<StartShareParameters, "id">) => Promise<string>;
  /** Goes on with everything of the organisation that the journal holds unfinished. */
  resume: (parameters: { context: ShareContext }) => Promise<void>;
  /** Goes on with one that stands still; `acceptedKeys` are changed keys that the member has agreed to. */
  again: (parameters: { context: ShareContext; id: string; acceptedKeys?: readonly Hex[] }) => Promise<void>;
  /** Stops one and takes it out of the journal. What was granted before stays granted. */
  cancel: (parameters: { id: string }) => Promise<void>;
  /** Stops what runs, and empties the list; the journal keeps what is unfinished. */
  forget: () => void;
};

export type CreateSharesParameters = {
  journal: ShareJournal;
  /** Told whenever one comes to its end, and when it stops. */
  onSettled: () => void;
  /** Runs `act` when no other page of this browser is at the same name. */
  inTurn?: (parameters: { name: string; act: () => Promise<void>; signal: AbortSignal }) => Promise<void>;
  /** Milliseconds between looks at whether the other side has acted. */
  pollInterval?: number;
};

/** At most one for a share. `ended` resolves, whatever came of it. */
type Attempt = { stop: AbortController; ended: Promise<void> };

/** Keeps shares waiting for the other side while the member does something else. The journal outlives the page; this does not. */
export function createShares(parameters: CreateSharesParameters): Shares {
  const { journal, onSettled, inTurn = inTurnOfPages, pollInterval } = parameters;
  let tracked: readonly TrackedShare[] = [];
  const listeners = new Set<() => void>();
  const attempts = new Map<string, Attempt>();

  const show = (next: readonly TrackedShare[]) => {
    tracked = next;
    for (const listener of listeners) listener();
  };
  const find = (id: string) => tracked.find(({ share }) => share.id === id);
  const put = (next: TrackedShare) => {
    const known = find(next.share.id);
    show(known === undefined ? [...tracked, next] : tracked.map((was) => (was === known ? next : was)));
  };
  const drop = (id: string) => show(tracked.filter(({ share }) => share.id !== id));

  const begin = ({ context, share }: { context: ShareContext; share: Share }) => {
    const stop = new AbortController();
    attempts.get(share.id)?.stop.abort();
    const attempt: Attempt = { stop, ended: Promise.resolve() };
    attempts.set(share.id, attempt);
    attempt.ended = run({ context, share, signal: stop.signal }).finally(() => {
      if (attempts.get(share.id) === attempt) attempts.delete(share.id);
    });
  };

  const run = async (task: { context: ShareContext; share: Share; signal: AbortSignal }): Promise<void> => {
    const { context, share, signal } = task;
    const { id } = share;
    const update = (change: Partial<TrackedShare>) => {
      const was = find(id) ?? { share, progress: null, running: false, error: null };
      if (!signal.aborted) put({ ...was, ...change });
    };
    update({ share, running: false, error: null });
    const act = async () => {
      // Another page may have ended or cancelled it meanwhile.
      const journaled = await journal.load(id);
      if (signal.aborted) return;
      if (journaled === null) return drop(id);
      update({ share: journaled, running: true });
      const end = await runShare({
        ...{ context, share: journaled, signal },
        ...(pollInterval === undefined ? {} : { pollInterval }),
        onChange: (changed) => update({ share: changed }),
        onProgress: (progress) => update({ progress }),
      });
      await journal.remove(id);
      update({ share: end, running: false });
    };
    try {
      await inTurn({ name: `kontor-share-${id}`, act, signal });
    } catch (error) {
      update({ running: false, error });
    } finally {
      if (!signal.aborted) onSettled();
    }
  };

  return {
    list: () => tracked,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start(given) {
      const share = await startShare({ ...given, id: crypto.randomUUID() });
      begin({ context: given.context, share });
      return share.id;
    },
    async resume({ context }) {
      for (const share of await journal.list()) {
        const known = find(share.id);
        const begun = known !== undefined && (attempts.has(share.id) || known.error !== null);
        if (!begun && isOf({ share, context })) begin({ context, share });
      }
    },
    async again({ context, id, acceptedKeys = [] }) {
      const found = find(id);
      if (found === undefined) {
        throw new KontorError({ code: "InvalidArgument", message: "There is no such share.", details: { id } });
      }
      const share = { ...found.share, acceptedKeys: [...found.share.acceptedKeys, ...acceptedKeys] };
      await journal.save(share);
      begin({ context, share });
    },
    async cancel({ id }) {
      const attempt = attempts.get(id);
      attempt?.stop.abort();
      // What is under way may still write into the journal.
      await attempt?.ended;
      await journal.remove(id);
      drop(id);
    },
    forget() {
      for (const { stop } of attempts.values()) stop.abort();
      attempts.clear();
      show([]);
    },
  };
}

/** Waits for the page that has the name, also until it is closed. */
async function inTurnOfPages(parameters: {
  name: string;
  act: () => Promise<void>;
  signal: AbortSignal;
}): Promise<void> {
  const { name, act, signal } = parameters;
  await navigator.locks.request(name, { signal }, act);
}

function isOf({ share, context }: { share: Share; context: ShareContext }): boolean {
  const { registry, keyring } = context;
  const same = (one: Address, other: Address) => one.toLowerCase() === other.toLowerCase();
  return (
    share.chainId === registry.chainId &&
    same(share.registry as Address, registry.address) &&
    same(share.organisation as Address, keyring.organisation)
  );
}
