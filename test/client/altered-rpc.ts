import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Call = { id: unknown; method: string; params: unknown[] };

export type AlterRpc = (call: { method: string; params: unknown[]; result: unknown }) => unknown;

export type AlteredRpc = { url: string; stop: () => Promise<void> };

/** Answers with JSON-RPC's error -32005, as nodes refuse a question that is too large or not offered. */
export class RpcRefusal {}

/** A lying RPC: a server before the real node that may change each result, or refuse with an `RpcRefusal`. */
export async function startAlteredRpc({ target, alter }: { target: string; alter: AlterRpc }): Promise<AlteredRpc> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
    const calls = Array.isArray(body) ? body : [body];
    const answers = await Promise.all(calls.map((call) => answer({ call, target, alter })));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer({ call, target, alter }: { call: Call; target: string; alter: AlterRpc }): Promise<unknown> {
  const response = await fetch(target, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", ...call }),
  });
  const answered = (await response.json()) as { result?: unknown };
  if (!("result" in answered)) return answered;
  const result = alter({ method: call.method, params: call.params, result: answered.result });
  if (result instanceof RpcRefusal)
    return { jsonrpc: "2.0", id: call.id, error: { code: -32005, message: "limit exceeded" } };
  return { ...answered, result };
}
