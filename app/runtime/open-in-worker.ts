import type { OpenBatch, OpeningResult, OpeningTask } from "#client/read/open-batch.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type OpeningRequest = { id: number; tasks: readonly OpeningTask[] };
export type OpeningAnswer = { id: number; results: OpeningResult[] };

/**
 * Opens envelopes in a Web Worker of its own, which starts with the first batch. Throws `InvariantBroken` where the worker
 * dies; the next batch gets a new one.
 */
export function createWorkerOpener(): OpenBatch {
  let worker: Worker | undefined;
  let nextId = 0;
  const waiting = new Map<number, PromiseWithResolvers<OpeningResult[]>>();

  const start = () => {
    const started = new Worker(new URL("./opening-worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<OpeningAnswer>) => {
      waiting.get(data.id)?.resolve(data.results);
      waiting.delete(data.id);
    });
    started.addEventListener("error", () => {
      started.terminate();
      worker = undefined;
      const died = new KontorError({ code: "InvariantBroken", message: "The worker that decrypts has died." });
      for (const { reject } of waiting.values()) reject(died);
      waiting.clear();
    });
    return started;
  };

  return async (tasks) => {
    if (tasks.length === 0) return [];
    worker ??= start();
    const id = nextId++;
    const answer = Promise.withResolvers<OpeningResult[]>();
    waiting.set(id, answer);
    worker.postMessage({ id, tasks } satisfies OpeningRequest);
    return answer.promise;
  };
}
