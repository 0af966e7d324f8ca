import type { z } from "zod";
import { errorResponseSchema } from "#protocol/api/error.ts";
import { isErrorCode, KontorError } from "#protocol/errors/kontor-error.ts";
import type { Service } from "./service.ts";

export type RequestParameters = {
  service: Service;
  method?: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** Begins with a slash; its variable parts are already encoded. */
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  headers?: Readonly<Record<string, string>>;
  /** Bytes go as they are, everything else as JSON. */
  body?: unknown;
};

const ATTEMPTS_WHEN_LIMITED = 5;
/** Seconds. */
const LONGEST_WAIT = 5;

/**
 * One request to the service. Answers the response of a success; a refusal is thrown as the KontorError that the service
 * sent, with its code. Throws `ServiceUnavailable` (retryable) where the service cannot be reached, stays silent, or a
 * proxy answers in its place. A rate limit is waited for, a few times.
 */
export async function request(parameters: RequestParameters): Promise<Response> {
  const { service, method = "GET", path, query = {}, body } = parameters;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const suffix = search.size === 0 ? "" : `?${search}`;
  const headers: Record<string, string> = { ...parameters.headers };
  if (service.token !== undefined) headers.Authorization = `Bearer ${service.token}`;
  const init: RequestInit = {
    method,
    headers,
    credentials: "same-origin",
    signal: AbortSignal.timeout(service.timeout),
  };
  if (body instanceof Uint8Array) {
    headers["Content-Type"] = "application/octet-stream";
    init.body = body as Uint8Array<ArrayBuffer>;
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  const url = `${service.url}${path}${suffix}`;
  for (let attempt = 1; ; attempt++) {
    let response: Response;
    try {
      response = await service.fetch(url, { ...init, signal: AbortSignal.timeout(service.timeout) });
    } catch (error) {
      throw unavailable("The service did not answer.", error);
    }
    if (response.ok) return response;
    if (response.status !== 429 || attempt === ATTEMPTS_WHEN_LIMITED) throw await refusalOf(response);
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, waitOf(response)));
  }
}

/** Milliseconds that a 429 asks to wait; bounded, for the caller is waiting as well. */
function waitOf(response: Response): number {
  const seconds = Number(response.headers.get("retry-after") ?? "1");
  return Math.min(Number.isFinite(seconds) ? Math.max(seconds, 0.1) : 1, LONGEST_WAIT) * 1_000;
}

/** The same, with the answer's JSON parsed by its schema. Throws `UnexpectedAnswer` where it does not fit. */
export async function requestJson<Schema extends z.ZodType>(
  parameters: RequestParameters & { schema: Schema },
): Promise<z.output<Schema>> {
  const { schema, ...rest } = parameters;
  return parseAnswer({ response: await request(rest), schema });
}

/** Parses a JSON answer by its schema. Throws `UnexpectedAnswer`, or `ServiceUnavailable` where it breaks off. */
export async function parseAnswer<Schema extends z.ZodType>(parameters: {
  response: Response;
  schema: Schema;
}): Promise<z.output<Schema>> {
  const { response, schema } = parameters;
  const text = await readBody(() => response.text());
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new KontorError({
    code: "UnexpectedAnswer",
    message: `The service's answer does not fit its published schema at ${issue?.path.join(".") || "its root"}.`,
    hints: ["The service may be of another version, or something else answers at its URL."],
  });
}

/** Reads a body; a connection that breaks off is the service being unavailable. */
export async function readBody<Body>(read: () => Promise<Body>): Promise<Body> {
  try {
    return await read();
  } catch (error) {
    throw unavailable("The service's answer broke off.", error);
  }
}

async function refusalOf(response: Response): Promise<KontorError> {
  const parsed = errorResponseSchema.safeParse(parseJson(await response.text().catch(() => "")));
  const details = { status: response.status };
  if (!parsed.success) {
    if (response.status >= 500) return unavailable(`The service failed with status ${response.status}.`, undefined);
    return new KontorError({
      code: "UnexpectedAnswer",
      message: `The service refused with status ${response.status} and no reason.`,
      hints: ["Something else than the service may answer at its URL."],
      details,
    });
  }
  const { code, message, hints, retryable } = parsed.data.error;
  const known = isErrorCode(code);
  return new KontorError({
    code: known ? code : "UnexpectedAnswer",
    message,
    hints,
    retryable,
    details: { ...parsed.data.error.details, ...details, ...(known ? {} : { code }) },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unavailable(message: string, cause: unknown): KontorError {
  return new KontorError({
    code: "ServiceUnavailable",
    message,
    hints: ["Check the service's URL and that it is up."],
    retryable: true,
    cause,
  });
}
