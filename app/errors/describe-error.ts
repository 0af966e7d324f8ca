import { isKontorError } from "#protocol/errors/kontor-error.ts";

/** What a person is told about a failure. `code` is stable and can be searched for; `message` is one sentence. */
export type ErrorDescription = {
  code: string;
  message: string;
  hints: readonly string[];
  retryable: boolean;
};

/** EIP-1193 and EIP-1474 codes that a wallet answers with, and what each means for the person in front of it. */
const WALLET_CODES: ReadonlyMap<number, ErrorDescription> = new Map([
  [4001, { code: "WalletDeclined", message: "You declined the request in your wallet.", hints: [], retryable: true }],
  [
    4100,
    {
      code: "WalletUnauthorised",
      message: "The wallet does not let this page use that account.",
      hints: ["Allow the account for this site in the wallet."],
      retryable: true,
    },
  ],
  [
    4902,
    {
      code: "WalletChainUnknown",
      message: "The wallet does not know this network.",
      hints: ["Add the network to the wallet, then try again."],
      retryable: true,
    },
  ],
  [
    -32002,
    {
      code: "WalletBusy",
      message: "The wallet already has an open request.",
      hints: ["Open the wallet and answer it."],
      retryable: true,
    },
  ],
]);

/** Turns anything thrown into a description; never throws, and never shows an object's text that it does not know. */
export function describeError(error: unknown): ErrorDescription {
  for (const link of causes(error)) {
    if (isKontorError(link)) {
      return { code: link.code, message: link.message, hints: link.hints, retryable: link.retryable };
    }
    const known = WALLET_CODES.get(numericCode(link));
    if (known !== undefined) return known;
  }
  for (const link of causes(error)) {
    if (CONNECTION_ERRORS.has(link.name) || link.message === "Failed to fetch") {
      return {
        code: "ConnectionFailed",
        message: "The chain or the service cannot be reached.",
        hints: ["Check your connection. If it holds, the other side is down."],
        retryable: true,
      };
    }
  }
  const [first] = causes(error);
  return {
    code: first?.name ?? "Unexpected",
    message: shortMessage(first) ?? "Something unexpected went wrong.",
    hints: [],
    retryable: true,
  };
}

const CONNECTION_ERRORS = new Set(["HttpRequestError", "TimeoutError", "WebSocketRequestError"]);

/** The error and its causes, outermost first; at most eight, for a chain of causes may loop. */
function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  let link = error;
  while (link instanceof Error && chain.length < 8) {
    chain.push(link);
    link = link.cause;
  }
  return chain;
}

function numericCode(error: Error): number {
  return "code" in error && typeof error.code === "number" ? error.code : Number.NaN;
}

/** viem keeps a one-line message beside the long one with all the request's details. */
function shortMessage(error: Error | undefined): string | undefined {
  if (error === undefined) return undefined;
  return "shortMessage" in error && typeof error.shortMessage === "string" ? error.shortMessage : error.message;
}
