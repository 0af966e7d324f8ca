import { ERROR_CODES, type ErrorCode } from "./codes.ts";

export type KontorErrorParameters = {
  code: ErrorCode;
  /** One sentence: what was wrong. Never holds secrets, payloads or personal data. */
  message: string;
  /** What the reader can do about it. */
  hints?: readonly string[];
  /** Whether the same call can succeed later, unchanged. */
  retryable?: boolean;
  /** Offending values that are public (hashes, lengths, numbers). */
  details?: Readonly<Record<string, string | number>>;
  cause?: unknown;
};

/** The one error of the project: a code that survives HTTP, a short message, hints, and whether a retry can help. */
export class KontorError extends Error {
  override readonly name = "KontorError";
  readonly code: ErrorCode;
  readonly hints: readonly string[];
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, string | number>>;

  constructor({ code, message, hints = [], retryable = false, details = {}, cause }: KontorErrorParameters) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hints = hints;
    this.retryable = retryable;
    this.details = details;
  }
}

const KNOWN_CODES: ReadonlySet<string> = new Set(ERROR_CODES);

/** Tells a KontorError by its shape: two copies of this module, or a worker boundary, make `instanceof` lie. */
export function isKontorError(value: unknown): value is KontorError {
  return value instanceof Error && value.name === "KontorError" && "code" in value && isErrorCode(value.code);
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && KNOWN_CODES.has(value);
}
