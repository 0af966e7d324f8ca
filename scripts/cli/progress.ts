import type { WriteStream } from "node:tty";

export type Progress = {
  /** Replaces the line. */
  show: (text: string) => void;
  /** Takes the line away. */
  clear: () => void;
};

/** One line on stderr that says how far a long command is; nothing where stderr is no terminal. */
export function createProgress(stream: WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const clear = () => {
    stream.clearLine(0);
    stream.cursorTo(0);
  };
  return {
    show: (text) => {
      clear();
      stream.write(text.slice(0, Math.max(10, (stream.columns ?? 80) - 1)));
    },
    clear,
  };
}
