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
