import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Fetch, Service } from "./service.ts";

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
