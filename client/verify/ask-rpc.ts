import type { z } from "zod";
import { askChain } from "../registry/ask-chain.ts";
import type { ChainClient } from "../registry/registry.ts";
import { unavailable } from "./unavailable.ts";

export type AskRpcParameters<Schema extends z.ZodType> = {
  client: ChainClient;
  method: string;
  params: readonly unknown[];
  schema: Schema;
};

/**
 * One JSON-RPC question with its answer parsed: viem trusts what a node sends, a verifier does not.
 * Throws `ChainUnavailable` for no answer and for one that is malformed.
 */
export async function askRpc<Schema extends z.ZodType>(
  parameters: AskRpcParameters<Schema>,
): Promise<z.output<Schema>> {
  const { client, method, params, schema } = parameters;
  const request = client.request as (args: { method: string; params: readonly unknown[] }) => Promise<unknown>;
  const answer = await askChain(() => request({ method, params }));
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw unavailable(`The RPC's answer to ${method} is malformed.`);
}
