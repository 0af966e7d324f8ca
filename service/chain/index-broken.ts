import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** What the RPC gave does not fit what it gave before: the index has to be made anew. */
export function indexBroken({ message, customer }: { message: string; customer?: Hex }): KontorError {
  return new KontorError({
    code: "IndexBroken",
    message,
    hints: ["The index is rebuilt from the deployment block. If it breaks again, do not trust this RPC."],
    retryable: true,
    ...(customer === undefined ? {} : { details: { customer } }),
  });
}
