import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Fetch } from "../service/service.ts";

export type BoundedFetchParameters = {
  /** Bytes of one answer's body, counted as they come out of its decompression. */
  maxBytes: number;
  /** Milliseconds that an answer may take, its body included; and the longest wait that it may ask for. */
  timeout: number;
  /** Ends every question: the deadline of the whole. */
  signal?: AbortSignal;
  fetch?: Fetch;
};

/** Questions in a row without an answer (silence, a connection that breaks), before no more are asked. */
const FAILURES = 4;
/**
 * The same for "too many requests" and a failing server: several questions at once may all meet these before one waits long
 * enough, or asks for less.
 */
const REFUSALS = 40;

/**
 * A `fetch` for somebody who may be hostile: its bodies end at a limit whatever they announce, nothing waits for longer than it
 * was told to, and who has not answered a few times in a row is not asked again. A body over the limit fails with `BodyTooLarge`.
 */
export function boundedFetch(parameters: BoundedFetchParameters): Fetch {
  const { maxBytes, timeout, signal, fetch = (input, init) => globalThis.fetch(input, init) } = parameters;
  let failures = 0;
  let refusals = 0;
  const answered = () => {
    failures = 0;
    refusals = 0;
  };
  const failed = () => {
    failures++;
  };
  return async (input, init) => {
    if (failures >= FAILURES || refusals >= REFUSALS) throw new TypeError("It has failed too often to be asked again.");
    const ends = [AbortSignal.timeout(timeout), signal, init?.signal].filter((end) => end instanceof AbortSignal);
    let response: Response;
    try {
      response = await fetch(input, { ...init, signal: AbortSignal.any(ends) });
    } catch (error) {
      failed();
      throw error;
    }
    if (response.status === 429 || response.status >= 500) refusals++;
    const whole = response.ok || response.status === 404 ? answered : () => {};
    return boundedResponse({ response, maxBytes, timeout, whole, failed });
  };
}

async function boundedResponse(parameters: {
  response: Response;
  maxBytes: number;
  timeout: number;
  /** Told when the body has come to its end. */
  whole: () => void;
  /** Told when it breaks off. */
  failed: () => void;
}): Promise<Response> {
  const { response, maxBytes, timeout, whole, failed } = parameters;
  const headers = new Headers(response.headers);
  const wait = headers.get("retry-after");
  if (wait !== null) headers.set("retry-after", shortened({ wait, timeout }));
  const { status, statusText } = response;
  if (response.body === null) {
    whole();
    return new Response(null, { status, statusText, headers });
  }
  const reader = response.body.getReader();
  if (Number(headers.get("content-length") ?? 0) > maxBytes) {
    await reader.cancel();
    throw bodyTooLarge(maxBytes);
  }
  let bytes = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const { done, value } = await reader.read().catch((error: unknown) => {
        failed();
        throw error;
      });
      if (done) {
        whole();
        controller.close();
        return;
      }
      bytes += value.byteLength;
      if (bytes > maxBytes) {
        await reader.cancel();
        throw bodyTooLarge(maxBytes);
      }
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status, statusText, headers });
}

/** What `Retry-After` (RFC 9110, 10.2.3) asks for, in seconds and never over the timeout; a date is taken for the longest wait. */
function shortened({ wait, timeout }: { wait: string; timeout: number }): string {
  const longest = Math.ceil(timeout / 1_000);
  return String(/^\d{1,9}$/.test(wait) ? Math.min(Number(wait), longest) : longest);
}

function bodyTooLarge(limit: number): KontorError {
  return new KontorError({ code: "BodyTooLarge", message: `The answer is over ${limit} bytes.`, details: { limit } });
}
