import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import type { Share } from "./share.ts";
import { shareCustomers } from "./share-customers.ts";
import type { ShareContext } from "./start-share.ts";

export type RunShareParameters = {
  context: ShareContext;
  share: Share;
  /** Told of every change. */
  onChange?: (share: Share) => void;
  /** Customers whose keys the grantee has by now, of how many. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** Milliseconds between looks at whether the other side has acted. */
  pollInterval?: number;
  signal?: AbortSignal;
};

const DEFAULT_POLL_INTERVAL = 3_000;

/**
 * Takes an intent to share to its end: as soon as the grantee has a key and has proven it, the grant on chain and the customers'
 * keys. Until then it is `waiting`, and nothing is given away; it may wait for days, in one process or from one to the next.
 * Throws what `shareCustomers` throws otherwise (`KeyChanged` asks a person), `WorkflowMismatch`, `Aborted` on the signal.
 */
export async function runShare(parameters: RunShareParameters): Promise<Share> {
  const { context, onChange, onProgress, pollInterval = DEFAULT_POLL_INTERVAL, signal } = parameters;
  let { share } = parameters;
  checkSame({ context, share });
  const move = async (change: Pick<Share, "step" | "waitingFor">) => {
    if (share.step === change.step && share.waitingFor === change.waitingFor) return;
    share = { ...share, ...change };
    await context.journal.save(share);
    onChange?.(share);
  };
  while (share.step !== "done") {
    if (signal?.aborted) throw aborted();
    try {
      await shareCustomers({
        ...context,
        ...share,
        acceptedKeys: [...share.acceptedKeys, ...(context.acceptedKeys ?? [])],
        registry: context.registry,
        until: share.until === null ? null : BigInt(share.until),
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(signal === undefined ? {} : { signal }),
      });
      await move({ step: "done", waitingFor: null });
    } catch (error) {
      const waitingFor = isKontorError(error) ? theirsOf(error) : null;
      if (waitingFor === null) throw error;
      await move({ step: "waiting", waitingFor });
      await pause({ milliseconds: pollInterval, signal });
    }
  }
  return share;
}

/** What only the grantee can change; null for anything else. */
function theirsOf({ code }: KontorError): Share["waitingFor"] {
  return code === "NotEnrolled" || code === "PossessionNotProven" ? code : null;
}

/** A journal that moved between worlds would grant in the wrong one. */
function checkSame({ context, share }: Pick<RunShareParameters, "context" | "share">): void {
  const { registry, keyring } = context;
  const same =
    share.chainId === registry.chainId &&
    share.registry === registry.address.toLowerCase() &&
    share.organisation === keyring.organisation.toLowerCase();
  if (same) return;
  throw new KontorError({
    code: "WorkflowMismatch",
    message: "The share belongs to another organisation or registry.",
  });
}

function pause({ milliseconds, signal }: { milliseconds: number; signal: AbortSignal | undefined }): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
  });
}

function aborted(): KontorError {
  return new KontorError({ code: "Aborted", message: "The share was left where it is; run it again to go on." });
}
