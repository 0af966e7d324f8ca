import type { Address } from "viem";
import type { Draft } from "#client/write/draft.ts";
import { draftWrite } from "#client/write/draft-write.ts";
import type { Journal } from "#client/write/journal.ts";
import { authorContextOf, draftsIfOpen } from "#client/write/kept-drafts.ts";
import { rebaseWrite } from "#client/write/rebase-write.ts";
import { type ConflictChoice, resolveWrite } from "#client/write/resolve-write.ts";
import { resubmitWrite } from "#client/write/resubmit-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { STOPPED_STEPS, type Write } from "#client/write/write.ts";
import type { AuthorContext, RunContext } from "#client/write/write-context.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { withWebLock } from "./with-web-lock.ts";

/** A write and what is happening to it. */
export type TrackedWrite = {
  write: Write;
  /** Whether this page is working on it now. */
  running: boolean;
  /** Why it stands still, where that is not one of the write's own states (an outage, a refusal in the wallet). */
  error: unknown;
  /** What it says, in clear; null while the key is locked, for the journal holds no plaintext. */
  drafts: readonly Draft[] | null;
};

export type Writes = {
  list: () => readonly TrackedWrite[];
  subscribe: (listener: () => void) => () => void;
  /** Journals, and goes on in the background. Answers once the journal has it. */
  start: (parameters: { context: AuthorContext; id: string; drafts: readonly Draft[] }) => Promise<Write>;
  /** Goes on with every unfinished write of this author and registry that the journal holds, as far as the open keys allow. */
  resume: (parameters: { context: RunContext }) => Promise<void>;
  /** Goes on with one that stands still: sends a stopped one again, as it is. */
  again: (parameters: { context: RunContext; id: string }) => Promise<void>;
  /** Writes the content of one that came too late on top of what came first. */
  rebase: (parameters: { context: AuthorContext; id: string }) => Promise<void>;
  /** Decides the places of a profile that somebody else has changed too, and goes on. */
  resolve: (parameters: { context: AuthorContext; id: string; choices: readonly ConflictChoice[] }) => Promise<void>;
  /** Takes a finished or given-up write off the list, and out of the journal. */
  dismiss: (parameters: { id: string }) => Promise<void>;
  /** Drops what is in clear, and the list with it; the journal keeps what is unfinished. */
  forget: () => void;
};

export type CreateWritesParameters = {
  journal: Journal;
  /** Told of every write that the chain has confirmed, before the journal lets go of it. */
  onConfirmed: (write: Write) => Promise<void>;
  /** Milliseconds between looks at the chain. */
  pollInterval?: number;
  /** Lets one page at a time work on a write; answers false where another one does. */
  exclusively?: (parameters: { name: string; act: () => Promise<void> }) => Promise<boolean>;
};

/** Keeps the member's writes going while they do something else. The journal outlives the page; this does not. */
export function createWrites(parameters: CreateWritesParameters): Writes {
  const { journal, onConfirmed, pollInterval = 1_000, exclusively = withWebLock } = parameters;
  let tracked: readonly TrackedWrite[] = [];
  const listeners = new Set<() => void>();
  const stopping = new Set<AbortController>();
  // A write that was resumed before the key was unlocked may need it in the end.
  const unlocked = new Map<Address, AuthorContext>();

  const show = (next: readonly TrackedWrite[]) => {
    tracked = next;
    for (const listener of listeners) listener();
  };
  const find = (id: string) => tracked.find(({ write }) => write.id === id);
  const put = (next: Omit<TrackedWrite, "drafts"> & { drafts?: readonly Draft[] }) => {
    const known = find(next.write.id);
    const entry: TrackedWrite = { drafts: known?.drafts ?? null, ...next };
    show(known === undefined ? [...tracked, entry] : tracked.map((was) => (was === known ? entry : was)));
  };

  const run = async ({ context, write }: { context: RunContext; write: Write }): Promise<void> => {
    const stop = new AbortController();
    stopping.add(stop);
    put({ write, running: true, error: null });
    let later: AuthorContext | undefined;
    const act = async () => {
      try {
        const onChange = (changed: Write) => {
          if (!stop.signal.aborted) put({ write: changed, running: true, error: null });
        };
        const end = await runWrite({ context, write, pollInterval, signal: stop.signal, onChange });
        if (end.state.step === "confirmed") {
          // Kept elsewhere first: a form that it came from, and was not taken away, is known by that to be sent.
          await onConfirmed(end);
          await journal.remove(end.id);
        }
        if (stop.signal.aborted) return;
        put({ write: end, running: false, error: null });
        later = needsKeys(end) ? unlocked.get(end.organisation) : undefined;
      } catch (error) {
        if (!stop.signal.aborted) put({ write: find(write.id)?.write ?? write, running: false, error });
      } finally {
        stopping.delete(stop);
      }
    };
    const mine = await exclusively({ name: `kontor-write-${write.id}`, act });
    if (!mine) put({ write, running: false, error: null });
    const stopped = find(write.id);
    if (later !== undefined && later !== context && stopped !== undefined)
      await run({ context: later, write: stopped.write });
  };

  const known = (id: string): TrackedWrite => {
    const found = find(id);
    if (found !== undefined) return found;
    throw new KontorError({ code: "InvalidArgument", message: "There is no such write.", details: { id } });
  };

  return {
    list: () => tracked,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start({ context, id, drafts }) {
      const write = await draftWrite({ context, id, drafts });
      unlocked.set(write.organisation, context);
      put({ write, running: true, error: null, drafts });
      void run({ context, write });
      return write;
    },
    async resume({ context }) {
      const { registry, wallet } = context;
      const author = wallet.account.address.toLowerCase();
      const home = registry.address.toLowerCase();
      for (const write of await journal.list()) {
        const foreign = write.author.toLowerCase() !== author || write.registry.toLowerCase() !== home;
        const { running = false } = find(write.id) ?? {};
        if (foreign || write.chainId !== registry.chainId || running) continue;
        const open = authorContextOf({ context, write });
        if (open !== null) unlocked.set(write.organisation, open);
        const drafts = open === null ? null : draftsIfOpen({ context: open, write });
        put({ write, running: false, error: null, ...(drafts === null ? {} : { drafts }) });
        if (needsKeys(write) ? drafts !== null : !STOPPED_STEPS.includes(write.state.step))
          void run({ context, write });
      }
    },
    async again({ context, id }) {
      const { write } = known(id);
      const stopped = STOPPED_STEPS.includes(write.state.step);
      await run({ context, write: stopped ? await resubmitWrite({ journal, write }) : write });
    },
    async rebase({ context, id }) {
      const { write } = known(id);
      await run({ context, write: await rebaseWrite({ context, write }) });
    },
    async resolve({ context, id, choices }) {
      const { write } = known(id);
      const resolved = await resolveWrite({ context, write, choices });
      const drafts = draftsIfOpen({ context, write: resolved });
      put({ write: resolved, running: true, error: null, ...(drafts === null ? {} : { drafts }) });
      void run({ context, write: resolved });
    },
    async dismiss({ id }) {
      await journal.remove(id);
      show(tracked.filter(({ write }) => write.id !== id));
    },
    forget() {
      for (const stop of stopping) stop.abort();
      unlocked.clear();
      show([]);
    },
  };
}

/** Whether only the author's keys take it on. */
function needsKeys({ state }: Write): boolean {
  return state.step === "drafted" || (state.step === "reverted" && state.remedy === "rebase");
}
