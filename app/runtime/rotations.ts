import type { Address } from "viem";
import type { Rotation, RotationCause, RotationJournal } from "#client/access/rotation.ts";
import type { RotationContext } from "#client/access/rotation-context.ts";
import { type RotationProgress, runRotation } from "#client/access/run-rotation.ts";
import { startRotation } from "#client/access/start-rotation.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { withWebLock } from "./with-web-lock.ts";

/** A change of the organisation's key and what is happening to it. */
export type TrackedRotation = {
  rotation: Rotation;
  progress: RotationProgress | null;
  /** Whether this page is working on it now. */
  running: boolean;
  /** Why it stands still, where something failed. */
  error: unknown;
};

export type Rotations = {
  list: () => readonly TrackedRotation[];
  subscribe: (listener: () => void) => () => void;
  /** Journals it and goes on in the background. Answers its id once the journal has it. */
  start: (parameters: { context: RotationContext; cause: RotationCause }) => Promise<string>;
  /** Lists what the journal holds unfinished of an organisation, without going on: that may ask the wallet. */
  load: (parameters: { organisation: Address; chainId: number; registry: Address }) => Promise<void>;
  /** Goes on with one that stands still. */
  again: (parameters: { context: RotationContext; id: string }) => Promise<void>;
  /** Takes one off the list, and out of the journal. */
  dismiss: (parameters: { id: string }) => Promise<void>;
  /** Stops what runs at its next step, and empties the list; the journal keeps what is unfinished. */
  forget: () => void;
};

export type CreateRotationsParameters = {
  journal: RotationJournal;
  /** Told whenever one comes to its end, and when it stops. */
  onSettled: () => void;
  exclusively?: (parameters: { name: string; act: () => Promise<void> }) => Promise<boolean>;
};

/** Keeps removals and revocations going while the member does something else. The journal outlives the page; this does not. */
export function createRotations(parameters: CreateRotationsParameters): Rotations {
  const { journal, onSettled, exclusively = withWebLock } = parameters;
  let tracked: readonly TrackedRotation[] = [];
  const listeners = new Set<() => void>();
  const stopping = new Set<AbortController>();

  const show = (next: readonly TrackedRotation[]) => {
    tracked = next;
    for (const listener of listeners) listener();
  };
  const find = (id: string) => tracked.find(({ rotation }) => rotation.id === id);
  const put = (next: TrackedRotation) => {
    const known = find(next.rotation.id);
    show(known === undefined ? [...tracked, next] : tracked.map((was) => (was === known ? next : was)));
  };

  const run = async ({ context, rotation }: { context: RotationContext; rotation: Rotation }): Promise<void> => {
    const stop = new AbortController();
    stopping.add(stop);
    let progress: RotationProgress | null = null;
    const update = (change: Partial<TrackedRotation>) => {
      const was = find(rotation.id) ?? { rotation, progress, running: true, error: null };
      if (!stop.signal.aborted) put({ ...was, ...change });
    };
    put({ rotation, progress, running: true, error: null });
    const act = async () => {
      try {
        const onProgress = (made: RotationProgress) => {
          progress = made;
          update({ progress });
        };
        const { rotation: end } = await runRotation({ context, rotation, onProgress, signal: stop.signal });
        if (end.waiting.length === 0) await journal.remove(end.id);
        update({ rotation: end, running: false });
      } catch (error) {
        const reached = await journal.load(rotation.id).catch(() => null);
        update({ rotation: reached ?? rotation, running: false, error });
      } finally {
        stopping.delete(stop);
        onSettled();
      }
    };
    const mine = await exclusively({ name: `kontor-rotation-${rotation.organisation}`, act });
    if (!mine) put({ rotation, progress: null, running: false, error: null });
  };

  return {
    list: () => tracked,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start({ context, cause }) {
      const rotation = await startRotation({ context, id: crypto.randomUUID(), cause });
      void run({ context, rotation });
      return rotation.id;
    },
    async load({ organisation, chainId, registry }) {
      for (const rotation of await journal.list()) {
        const ours =
          rotation.organisation === organisation.toLowerCase() &&
          rotation.registry === registry.toLowerCase() &&
          rotation.chainId === chainId;
        if (!ours || find(rotation.id) !== undefined) continue;
        put({ rotation, progress: null, running: false, error: null });
      }
    },
    async again({ context, id }) {
      const found = find(id);
      if (found === undefined) {
        throw new KontorError({ code: "InvalidArgument", message: "There is no such change.", details: { id } });
      }
      await run({ context, rotation: found.rotation });
    },
    async dismiss({ id }) {
      await journal.remove(id);
      show(tracked.filter(({ rotation }) => rotation.id !== id));
    },
    forget() {
      for (const stop of stopping) stop.abort();
      show([]);
    },
  };
}
