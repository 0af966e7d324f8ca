import type { ErrorCode } from "#protocol/errors/codes.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { Options } from "./command.ts";
import { parseWhole } from "./parse-values.ts";

const INTERVAL = 1_000;
const MAX_WAIT_SECONDS = 7 * 86_400;

export const WAIT_OPTION = {
  wait: {
    type: "string",
    value: "SECONDS",
    text: "how long to wait for the other side (default 0)",
  },
} as const satisfies Options;

export type WaitForParameters<Answer> = {
  /** As given for `--wait`. */
  wait: string | undefined;
  /** What is waited for: an error with this code passes when the other side has done its part. */
  code: ErrorCode;
  act: () => Promise<Answer>;
};

/** Does something again and again, until it is no longer refused for that one reason or the time is over. */
export async function waitFor<Answer>({ wait, code, act }: WaitForParameters<Answer>): Promise<Answer> {
  const seconds = parseWhole({ name: "--wait", text: wait ?? "0", min: 0, max: MAX_WAIT_SECONDS });
  const end = Date.now() + 1_000 * seconds;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isKontorError(error) || error.code !== code || Date.now() >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}
