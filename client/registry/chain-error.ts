import { BaseError, InsufficientFundsError, RpcError, UserRejectedRequestError } from "viem";
import type { ErrorCode } from "#protocol/errors/codes.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { revertOf } from "./revert-of.ts";

/** The registry's custom errors that callers act on; every other one is a `ContractReverted` that names it. */
const CODE_OF_REVERT: Readonly<Record<string, { code: ErrorCode; message: string; hints: readonly string[] }>> = {
  StaleHead: {
    code: "StaleHead",
    message: "Somebody else has written to this customer in the meantime.",
    hints: ["Read the newest entries, then write again on top of them."],
  },
  AccessControlUnauthorizedAccount: {
    code: "MissingRole",
    message: "The account lacks the role that this needs.",
    hints: ["Ask the organisation's account or a KEEPER for the role."],
  },
  StaleKeyEpoch: {
    code: "StaleKeyEpoch",
    message: "The organisation has a newer key than the one this was written under.",
    hints: ["Open the organisation's newest secret, then write again."],
  },
  NotSubject: {
    code: "NotSubject",
    message: "The account is not the customer's accepted subject.",
    hints: ["The steward names the subject first, and the subject accepts."],
  },
  NotNamedSubject: {
    code: "NotSubject",
    message: "The account is not named as the customer's subject.",
    hints: ["Ask the customer's steward to name this account."],
  },
  EnforcedPause: {
    code: "RegistryPaused",
    message: "The registry is paused: nothing can be written now.",
    hints: ["Wait until the consortium lifts the pause."],
  },
};

/**
 * Turns whatever viem, a wallet or a transport throws into a KontorError: a revert of the registry by its name, a
 * refusal in the wallet, missing funds, or `ChainUnavailable` for everything that leaves the outcome unknown.
 */
export function chainErrorOf(error: unknown): KontorError {
  if (isKontorError(error)) return error;
  if (isRejection(error)) return walletRejected(error);
  const revert = revertOf(error);
  if (revert !== null) return revertErrorOf({ ...revert, cause: error });
  if (!(error instanceof BaseError)) {
    return new KontorError({
      code: "ChainUnavailable",
      message: "The chain did not answer.",
      retryable: true,
      cause: error,
    });
  }
  if (error.walk((inner) => inner instanceof UserRejectedRequestError || isRejection(inner)) !== null) {
    return walletRejected(error);
  }
  if (error.walk((inner) => inner instanceof InsufficientFundsError) !== null) {
    return new KontorError({
      code: "InsufficientFunds",
      message: "The account cannot pay for the transaction.",
      hints: ["Fund the account on this chain."],
      cause: error,
    });
  }
  const rpc = error.walk((inner) => inner instanceof RpcError || isRpcRequestError(inner));
  return new KontorError({
    code: "ChainUnavailable",
    message: rpc === null ? "The chain did not answer." : "The chain's RPC refused the question.",
    hints: ["Check the RPC URL and that its node is up."],
    retryable: true,
    cause: error,
  });
}

/** The error of a revert: `name` null where the revert data is not one of the registry's. */
export function revertErrorOf(revert: { name: string | null; args: readonly unknown[]; cause?: unknown }): KontorError {
  const known = revert.name === null ? undefined : CODE_OF_REVERT[revert.name];
  return new KontorError({
    code: known?.code ?? "ContractReverted",
    message: known?.message ?? `The registry refused: ${revert.name ?? "no reason given"}.`,
    ...(known === undefined ? {} : { hints: known.hints }),
    details: { error: revert.name ?? "unknown", ...detailsOf(revert.args) },
    cause: revert.cause,
  });
}

function walletRejected(cause: unknown): KontorError {
  return new KontorError({ code: "WalletRejected", message: "The wallet's owner refused.", cause });
}

/** EIP-1193 code 4001, which some wallets wrap in errors of their own. */
function isRejection(error: unknown): boolean {
  return error instanceof Object && "code" in error && error.code === 4001;
}

function isRpcRequestError(error: unknown): boolean {
  return error instanceof Error && error.name === "RpcRequestError";
}

function detailsOf(args: readonly unknown[]): Record<string, string> {
  return Object.fromEntries(args.map((value, index) => [`argument${index}`, String(value)]));
}
