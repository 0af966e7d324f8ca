/**
 * Every error code of the project, by the part that raises it. A code is stable: programs and tests match on it, people
 * read the message beside it.
 */
export const ERROR_CODES = [
  // Anywhere
  "InvalidArgument",
  "InvariantBroken",

  // Service
  "ApiRouteNotFound",
  "BodyTooLarge",
  "ChainMismatch",
  "ChainUnavailable",
  "ChallengeNotFound",
  "ConfigurationInvalid",
  "ContentEncodingRefused",
  "CrossSiteRefused",
  "CustomerNotFound",
  "DigestMismatch",
  "Forbidden",
  "IdempotencyKeyBusy",
  "IdempotencyKeyReused",
  "IdentityNotFound",
  "IndexBroken",
  "InternalFailure",
  "InvalidSignIn",
  "KeyNotFound",
  "MethodNotAllowed",
  "PayloadNotFound",
  "PendingQuotaExceeded",
  "PreconditionFailed",
  "PreconditionRequired",
  "RateLimited",
  "ReorgTooDeep",
  "RequestTimeout",
  "SecretLimitReached",
  "SignInRequired",
  "StaleKeyEpoch",
  "StorageFull",
  "StoreBusy",
  "StoreVersionUnknown",
  "UnsupportedMediaType",
  "UploadBroken",
  "WrapConflict",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
