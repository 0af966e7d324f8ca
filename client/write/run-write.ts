import { KontorError } from "#protocol/errors/kontor-error.ts";
import { advanceWrite } from "./advance-write.ts";
import { resubmitWrite } from "./resubmit-write.ts";
import { STOPPED_STEPS, type Write, type WriteStep } from "./write.ts";
import type { RunContext } from "./write-context.ts";

export type RunWriteParameters = {
  context: RunContext;
  write: Write;
  /** Told of every change. */
  onChange?: (write: Write) => void;
  /** What to submit again without asking; nothing by default. */
  resubmit?: readonly ("dropped" | "reorged")[];
  /** Milliseconds between looks at the chain. */
  pollInterval?: number;
  signal?: AbortSignal;
};

const DEFAULT_POLL_INTERVAL = 1_000;

/**
 * Takes a write as far as it goes: to `confirmed`, or to a state that only the caller can lead out of (see
 * `STOPPED_STEPS`). With the author's keys in the context, a write that came too late and only adds, or whose edits merge, is sealed
 * again on top of what is newest. A write that is confirmed already is checked once more, for a reorg may have undone it.
 * Throws what a step throws; calling again with the journaled write goes on from there. Throws `Aborted` on the signal.
 */
export async function runWrite(parameters: RunWriteParameters): Promise<Write> {
  const { context, onChange, resubmit = [], pollInterval = DEFAULT_POLL_INTERVAL, signal } = parameters;
  let { write } = parameters;
  for (;;) {
    if (signal?.aborted) throw aborted();
    const next = await advanceWrite({ context, write });
    if (next !== write) onChange?.(next);
    const { step } = next.state;
    if (isAllowed({ step, resubmit })) {
      write = await resubmitWrite({ journal: context.journal, write: next });
      onChange?.(write);
      continue;
    }
    // A refusal that has just come is looked at once more: what only adds goes on by itself.
    if (STOPPED_STEPS.includes(step) && (next === write || step !== "reverted")) return next;
    if (step === "confirmed") return next;
    if (next === write) await pause({ milliseconds: pollInterval, signal });
    write = next;
  }
}

function isAllowed({ step, resubmit }: { step: WriteStep; resubmit: readonly WriteStep[] }): boolean {
  return resubmit.includes(step);
}

function pause({ milliseconds, signal }: { milliseconds: number; signal: AbortSignal | undefined }): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted());
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", stop);
    function done() {
      signal?.removeEventListener("abort", stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(aborted());
    }
  });
}

function aborted(): KontorError {
  return new KontorError({ code: "Aborted", message: "The write was left where it is; run it again to go on." });
}
