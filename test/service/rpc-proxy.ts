import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type RpcCall = { id: number; method: string; params: unknown[] };

export type RpcProxy = {
  url: string;
  /** Where calls go. */
  target: string;
  /** Calls seen, by method. */
  calls: RpcCall[];
  /** Changes an answer's result; the identity by default. */
  distort: (call: RpcCall, result: unknown) => unknown;
  /** Answers nothing at all while true. */
  down: boolean;
  /** Called for each request that is not answered. */
  onRefused: () => void;
  stop(): Promise<void>;
};

/** A JSON-RPC endpoint in front of another, that can go away and lie. */
export async function startRpcProxy(target: string): Promise<RpcProxy> {
  const proxy: RpcProxy = {
    url: "",
    target,
    calls: [],
    distort: (_call, result) => result,
    down: false,
    onRefused: () => {},
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (proxy.down) {
      request.socket.destroy();
      proxy.onRefused();
      return;
    }
    const call = JSON.parse(Buffer.concat(chunks).toString()) as RpcCall;
    proxy.calls.push(call);
    const answer = await fetch(proxy.target, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(call),
    });
    const json = (await answer.json()) as { result?: unknown };
    if ("result" in json) json.result = proxy.distort(call, json.result);
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
