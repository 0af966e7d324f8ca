/** Work that one instance does for all: following the chain, sweeping, erasing. */
export type LeaseName = "index" | "sweep" | "erase";

/** Who does which of it, until when. Times are milliseconds since 1970. */
export type LeaseStore = {
  /**
   * Takes a lease that is free, or over at `now`, or the holder's own.
   * @returns whether the holder has it now, until `until`
   */
  take(parameters: { name: LeaseName; holder: string; now: number; until: number }): Promise<boolean>;
  /** Gives a lease back, where the holder has it. */
  release(parameters: { name: LeaseName; holder: string }): Promise<void>;
};
