/** Events that wait for a slow reader; then its stream ends, rather than fill the memory. */
const MAX_WAITING = 10_000;

export type EventQueue<T> = AsyncIterable<T> & {
  push(item: T): void;
  /** Ends the iteration; what waits is dropped. */
  close(): void;
};

/** Hands what is pushed to one reader, in order. */
export function createEventQueue<T>(): EventQueue<T> {
  let waiting: T[] = [];
  let closed = false;
  let wake: (() => void) | undefined;

  function close(): void {
    closed = true;
    waiting = [];
    wake?.();
  }

  return {
    push: (item) => {
      if (closed) return;
      if (waiting.length >= MAX_WAITING) close();
      else {
        waiting.push(item);
        wake?.();
      }
    },
    close,
    async *[Symbol.asyncIterator]() {
      while (!closed) {
        const item = waiting.shift();
        if (item !== undefined) yield item;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
