/** What has been started and has to be stopped again, the newest first. */
export type Cleanup = {
  add: (stop: () => Promise<unknown>) => void;
  /** Stops everything once, however often it is called; one failure does not keep the rest running. */
  run: () => Promise<void>;
};

export function createCleanup(): Cleanup {
  const started: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | undefined;
  const stopAll = async () => {
    for (let stop = started.pop(); stop !== undefined; stop = started.pop()) await stop().catch(() => {});
  };
  return {
    add: (stop) => {
      started.push(stop);
    },
    run: () => {
      running ??= stopAll();
      return running;
    },
  };
}
