/** Limits of the HTTP API that a client has to plan for. The service answers 413 or 400 beyond them. */
export const API_LIMITS = {
  /** Bytes of one payload (an envelope). */
  payloadBytes: 2 * 1024 * 1024,
  /** Items in one request for shares, wraps or openings. */
  items: 500,
  /** Digests in one payload query. */
  queryDigests: 200,
  /** Payload bytes in one answer to a payload query; what does not fit any more comes back as `deferred`. */
  queryBytes: 8 * 1024 * 1024,
  /** Customers or entries in one page. */
  pageSize: 500,
  /** Bytes of one wrap, sealed secret or sealed identity. */
  sealedBytes: 4_096,
} as const;
