/** Headers of the API beside HTTP's own. */
export const API_HEADERS = {
  /**
   * On POST /api/shares and /api/wraps: 16 to 128 characters of `A-Z a-z 0-9 _ -`. The same key with the same body
   * answers what was answered before; with another body 422 IdempotencyKeyReused.
   */
  idempotencyKey: "Idempotency-Key",
  /** On every answer: names the request in the service's log. */
  requestId: "X-Request-Id",
} as const;
