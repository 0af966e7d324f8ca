import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorCode } from "#protocol/errors/codes.ts";

const STATUSES: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  ApiRouteNotFound: 404,
  BodyTooLarge: 413,
  ChainMismatch: 503,
  ChainUnavailable: 503,
  ChallengeNotFound: 404,
  ContentEncodingRefused: 415,
  CrossSiteRefused: 403,
  CustomerErased: 410,
  EnvelopeTooLarge: 413,
  Forbidden: 403,
  IdempotencyKeyReused: 422,
  IndexNotReady: 503,
  InternalFailure: 500,
  InvalidSignIn: 401,
  InvariantBroken: 500,
  JsonTooLarge: 413,
  KeyNotFound: 404,
  PayloadNotFound: 404,
  PendingQuotaExceeded: 429,
  QuotaExceeded: 429,
  PreconditionFailed: 412,
  PreconditionRequired: 428,
  RateLimited: 429,
  SecretLimitReached: 409,
  SecretMissing: 409,
  ShareMissing: 409,
  SignInRequired: 401,
  StaleKeyEpoch: 409,
  StorageFull: 507,
  StoreBusy: 503,
  StoreDamaged: 503,
  StoreFailed: 503,
  StoreOfAnotherRegistry: 503,
  UnsupportedMediaType: 415,
  WrapConflict: 409,
};

/** The HTTP status of an error. Every code that is not listed says that the input was wrong. */
export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return STATUSES[code] ?? 400;
}
