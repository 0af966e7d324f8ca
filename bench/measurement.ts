/** One number of a benchmark beside the reference it was measured with, in the same run. */
export type Measurement = {
  suite: string;
  name: string;
  value: number;
  unit: string;
  /** What `ratio` compares with. */
  against: string;
  /** `value` divided by the reference's value. */
  ratio: number;
};

/** A suite measures, says in text what it measured, and names every bound that was broken. */
export type Suite = () => Promise<{ measurements: Measurement[]; table: string; broken: string[] }>;
