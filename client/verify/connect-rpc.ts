import { createPublicClient, http } from "viem";
import type { ChainClient } from "../registry/registry.ts";
import type { Fetch } from "../service/service.ts";
import { boundedFetch } from "./bounded-fetch.ts";

export type ConnectRpcParameters = {
  url: string;
  /** Milliseconds that the RPC may stay silent. */
  timeout: number;
  /** Ends every question. */
  signal?: AbortSignal;
  fetch?: Fetch;
};

/** Bytes of one answer. Logs of many blocks are the largest; where they are more, fewer blocks are asked for at once. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** The way to a chain through an RPC that may be hostile: it can neither fill the memory nor hold the reader up. */
export function connectRpc({ url, ...limits }: ConnectRpcParameters): ChainClient {
  const fetch = boundedFetch({ ...limits, maxBytes: MAX_ANSWER_BYTES });
  const { timeout } = limits;
  const fetchFn: typeof globalThis.fetch = (input, init) => fetch(String(input), init);
  const transport = http(url, { fetchFn, timeout, retryCount: 1, maxResponseBodySize: MAX_ANSWER_BYTES });
  return createPublicClient({ transport, cacheTime: 0 });
}
