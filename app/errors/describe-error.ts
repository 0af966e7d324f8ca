import { errors, type SpokenCode, type WalletCode } from "#app/i18n/en/errors.ts";
import { t } from "#app/i18n/i18n.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";

/** What a person is told about a failure. `code` is stable and can be searched for; `message` is one sentence. */
export type ErrorDescription = { code: string; message: string; hints: readonly string[] };

/** EIP-1193 and EIP-1474 codes that a wallet answers with. */
const WALLET_CODES: ReadonlyMap<number, WalletCode> = new Map([
  [4001, "WalletDeclined"],
  [4100, "WalletUnauthorised"],
  [4902, "WalletChainUnknown"],
  [-32002, "WalletBusy"],
]);

const CONNECTION_ERRORS = new Set(["HttpRequestError", "TimeoutError", "WebSocketRequestError"]);

/** Turns anything thrown into the app's own words for it; never throws, and shows nothing that it was told. */
export function describeError(error: unknown): ErrorDescription {
  for (const link of causes(error)) {
    if (isKontorError(link)) return describeCode(link.code);
    const known = WALLET_CODES.get(numericCode(link));
    if (known !== undefined) return describeCode(known);
  }
  for (const link of causes(error)) {
    if (CONNECTION_ERRORS.has(link.name) || link.message === "Failed to fetch") return describeCode("ConnectionFailed");
  }
  return describeCode(causes(error)[0]?.name ?? "Unexpected");
}

/** The app's words for a code; one that it has none for is shown as it is, below the words for the unexpected. */
export function describeCode(code: string): ErrorDescription {
  if (!isSpoken(code)) return { code, message: t("errors.unexpected"), hints: [t("errors.unexpectedHint")] };
  return { code, message: t(`errors.messages.${code}`), hints: hasHint(code) ? [t(`errors.hints.${code}`)] : [] };
}

function isSpoken(code: string): code is SpokenCode {
  return Object.hasOwn(errors.messages, code);
}

function hasHint(code: string): code is keyof typeof errors.hints {
  return Object.hasOwn(errors.hints, code);
}

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
