import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/**
 * A line from the terminal; what is hidden does not show while it is typed. Throws `Aborted` where it is broken off.
 */
export async function ask({ prompt, hidden }: { prompt: string; hidden: boolean }): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true });
  // Only now: what is typed before the interface is there would show.
  process.stderr.write(prompt);
  try {
    return await lines.question("");
  } catch (cause) {
    throw new KontorError({ code: "Aborted", message: "Broken off: nothing was done.", cause });
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
