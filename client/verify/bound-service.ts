import type { Service } from "../service/service.ts";
import { boundedFetch } from "./bounded-fetch.ts";

/** Bytes of one answer; the entries of a customer are the largest. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** The same service, as one that may be hostile: it can neither fill the memory nor hold the reader up. `signal` ends every question. */
export function boundService({ service, signal }: { service: Service; signal?: AbortSignal }): Service {
  const { fetch, timeout } = service;
  const limits = { maxBytes: MAX_ANSWER_BYTES, timeout, ...(signal === undefined ? {} : { signal }) };
  return { ...service, fetch: boundedFetch({ ...limits, fetch }) };
}
