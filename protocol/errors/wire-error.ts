import { isErrorCode, KontorError } from "./kontor-error.ts";

/** How an error crosses HTTP and process boundaries: `{error: {code, message, hints, retryable, details?}}`. */
export type WireError = {
  error: {
    code: string;
    message: string;
    hints: readonly string[];
    retryable: boolean;
    details?: Readonly<Record<string, string | number>>;
  };
};

/** The JSON form of an error. Its cause and stack stay behind: they are for the log of whoever raised it. */
export function toWire(error: KontorError): WireError {
  const { code, message, hints, retryable, details } = error;
  return { error: { code, message, hints, retryable, ...(Object.keys(details).length > 0 ? { details } : {}) } };
}

/**
 * The error that a peer sent, as a KontorError. `undefined` when the JSON is not a wire error or its code is not known
 * here; what that means is for the caller, who knows the transport.
 */
export function fromWire(json: unknown): KontorError | undefined {
  if (!isObject(json) || !isObject(json.error)) return undefined;
  const { code, message, hints, retryable, details } = json.error;
  if (!isErrorCode(code) || typeof message !== "string") return undefined;
  return new KontorError({
    code,
    message,
    hints: Array.isArray(hints) ? hints.filter((hint) => typeof hint === "string") : [],
    retryable: retryable === true,
    details: isObject(details) ? publicDetails(details) : {},
  });
}

function publicDetails(details: Record<string, unknown>): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === "string" || typeof value === "number") kept[name] = value;
  }
  return kept;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
