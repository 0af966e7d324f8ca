import type { WriteStream } from "node:tty";
import cliProgress from "cli-progress";

export type Counted = {
  /** What is being done, such as "verifying". */
  what: string;
  done: number;
  total: number;
};

export type Progress = {
  /** Says what is under way, where nobody knows how long it takes. */
  show: (text: string) => void;
  /** A bar with the rate and the time that is left. */
  count: (counted: Counted) => void;
  /** Takes the line away. */
  clear: () => void;
};

const FORMAT = "{what} {bar} {value} of {total}, {rate} a second, {left} left";
const BAR_SIZE = 24;

/** One line on stderr that says how far a long command is; nothing where stderr is no terminal. */
export function createProgress(stream: WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => {}, count: () => {}, clear: () => {} };
  const bar = new cliProgress.SingleBar(
    {
      stream,
      format: FORMAT,
      barsize: BAR_SIZE,
      clearOnComplete: true,
      // Commands stop in order by themselves.
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  // The bar is taken away and put back between lines of output, so the time is measured here.
  let begun: { what: string; at: number; done: number } | null = null;
  const clear = () => {
    if (bar.isActive) bar.stop();
    stream.clearLine(0);
    stream.cursorTo(0);
  };
  return {
    show: (text) => {
      clear();
      stream.write(text.slice(0, Math.max(10, (stream.columns ?? 80) - 1)));
    },
    count: ({ what, done, total }) => {
      if (begun?.what !== what) {
        clear();
        begun = { what, at: performance.now(), done };
      }
      const seconds = (performance.now() - begun.at) / 1_000;
      const rate = seconds === 0 ? 0 : (done - begun.done) / seconds;
      const left = rate === 0 ? "unknown time" : `${Math.ceil((total - done) / rate)} s`;
      const payload = { what, rate: rate.toFixed(rate < 10 ? 1 : 0), left };
      if (bar.isActive) bar.update(done, payload);
      else bar.start(total, done, payload);
    },
    clear,
  };
}
