import { KontorError } from "#protocol/errors/kontor-error.ts";

/** `fetch` as the client needs it: the platform's own, or a test's. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** The way to one service. Made by `connectService`; `token` is there after a bearer sign-in. */
export type Service = {
  /** Origin without a trailing slash; empty for the origin of the page. */
  url: string;
  fetch: Fetch;
  token?: string;
  /** Milliseconds until a silent service counts as unavailable. */
  timeout: number;
};

export type ConnectServiceParameters = {
  /** Origin of the service, such as `https://kontor.example`; left out: the origin of the page. */
  url?: string;
  /** Bearer token of an earlier sign-in. */
  token?: string;
  fetch?: Fetch;
  timeout?: number;
};

const DEFAULT_TIMEOUT = 30_000;

/** Names a service; nothing is asked yet. Throws `InvalidArgument` for a URL that is not http or https. */
export function connectService(parameters: ConnectServiceParameters = {}): Service {
  const { url = "", token, timeout = DEFAULT_TIMEOUT } = parameters;
  const fetch: Fetch = parameters.fetch ?? ((input, init) => globalThis.fetch(input, init));
  if (url !== "" && !/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw new KontorError({
      code: "InvalidArgument",
      message: "The service's URL is not an http or https URL.",
      hints: ["Write it as https://host or http://host:port."],
    });
  }
  return { url: url.replace(/\/+$/, ""), fetch, timeout, ...(token === undefined ? {} : { token }) };
}
