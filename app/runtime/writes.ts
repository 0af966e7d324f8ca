import type { Journal } from "#client/write/journal.ts";
import { resubmitWrite } from "#client/write/resubmit-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { STOPPED_STEPS, type Write } from "#client/write/write.ts";
import type { PipelineContext } from "#client/write/write-context.ts";

/** A write and what is happening to it. */
export type TrackedWrite = {
  write: Write;
  /** Whether this page is working on it now. */
  running: boolean;
  /** Why it stands still, where that is not one of the write's own states (an outage, a refusal in the wallet). */
  error: unknown;
};

export type Writes = {
  list: () => readonly TrackedWrite[];
  subscribe: (listener: () => void) => () => void;
  /** Works on a write until it is confirmed or stops; its end is reported by `list`. */
  run: (parameters: { context: PipelineContext; write: Write }) => Promise<TrackedWrite>;
  /** Goes on with every unfinished write of this author and registry that the journal holds. */
  resume: (parameters: { context: PipelineContext }) => Promise<void>;
  /** Sends a stopped write again, as it is. */
  resubmit: (parameters: { context: PipelineContext; id: string }) => Promise<TrackedWrite>;
  /** Takes a finished or given-up write off the list, and out of the journal. */
  dismiss: (parameters: { id: string }) => Promise<void>;
};

export type CreateWritesParameters = {
  journal: Journal;
  /** Milliseconds between looks at the chain. */
  pollInterval?: number;
  /** Lets one page at a time work on a write; answers false where another one does. */
  exclusively?: (parameters: { name: string; act: () => Promise<void> }) => Promise<boolean>;
};

/** Keeps the member's writes going while they do something else. The journal outlives the page; this does not. */
export function createWrites(parameters: CreateWritesParameters): Writes {
  const { journal, pollInterval = 1_000, exclusively = withWebLock } = parameters;
  let tracked: readonly TrackedWrite[] = [];
  const listeners = new Set<() => void>();

  const put = (next: TrackedWrite) => {
    const others = tracked.filter(({ write }) => write.id !== next.write.id);
    tracked =
      others.length === tracked.length
        ? [...tracked, next]
        : tracked.map((was) => (was.write.id === next.write.id ? next : was));
    for (const listener of listeners) listener();
    return next;
  };
  const find = (id: string) => tracked.find(({ write }) => write.id === id);

  const run: Writes["run"] = async ({ context, write }) => {
    put({ write, running: true, error: null });
    const mine = await exclusively({
      name: `kontor-write-${write.id}`,
      act: async () => {
        try {
          const end = await runWrite({
            context,
            write,
            pollInterval,
            onChange: (changed) => put({ write: changed, running: true, error: null }),
          });
          if (end.state.step === "confirmed") await journal.remove(end.id);
          put({ write: end, running: false, error: null });
        } catch (error) {
          put({ write: find(write.id)?.write ?? write, running: false, error });
        }
      },
    });
    const now = find(write.id) ?? { write, running: false, error: null };
    return mine ? now : put({ ...now, running: false });
  };

  return {
    list: () => tracked,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run,
    async resume({ context }) {
      const { registry, wallet } = context;
      const author = wallet.account.address.toLowerCase();
      for (const write of await journal.list()) {
        const foreign =
          write.author.toLowerCase() !== author || write.registry.toLowerCase() !== registry.address.toLowerCase();
        if (foreign || write.chainId !== registry.chainId || find(write.id)?.running) continue;
        if (STOPPED_STEPS.includes(write.state.step)) put({ write, running: false, error: null });
        else void run({ context, write });
      }
    },
    async resubmit({ context, id }) {
      const write = find(id)?.write;
      if (write === undefined) throw new Error("There is no such write.");
      return run({
        context,
        write: STOPPED_STEPS.includes(write.state.step) ? await resubmitWrite({ journal, write }) : write,
      });
    },
    async dismiss({ id }) {
      await journal.remove(id);
      tracked = tracked.filter(({ write }) => write.id !== id);
      for (const listener of listeners) listener();
    },
  };
}

async function withWebLock({ name, act }: { name: string; act: () => Promise<void> }): Promise<boolean> {
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await act();
    return true;
  });
}
