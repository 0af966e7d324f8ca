import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type HostileProxy = { url: string; requests: string[]; stop: () => Promise<void> };

/** What came in; `body` is text. */
export type ProxiedRequest = { path: string; body: string };

export type Behave = (
  request: ProxiedRequest,
  response: ServerResponse,
) => boolean | undefined | Promise<boolean | undefined>;

/**
 * A server in front of the real one. `behave` answers in its place and returns true, or leaves the response open for good; where it
 * returns nothing, the real one answers.
 */
export async function startHostileProxy(parameters: { target: string; behave: Behave }): Promise<HostileProxy> {
  const { target, behave } = parameters;
  const requests: string[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await textOf(incoming);
    const path = incoming.url ?? "/";
    requests.push(path);
    response.on("error", () => {});
    if (await behave({ path, body }, response)) return;
    const init = { method: incoming.method ?? "GET", headers: { "content-type": "application/json" } };
    const answer = await fetch(`${target}${path}`, body === "" ? { method: init.method } : { ...init, body });
    const type = answer.headers.get("content-type") ?? "application/octet-stream";
    response.writeHead(answer.status, { "content-type": type });
    response.end(new Uint8Array(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const CHUNK = Buffer.alloc(64 * 1024, "0");

/** Sends a body that never ends, as fast as it is taken. */
export function sendWithoutEnd(response: ServerResponse, begin = ""): true {
  response.writeHead(200, { "content-type": "application/json" });
  response.write(begin);
  const more = () => {
    while (!response.destroyed && response.write(CHUNK)) {}
  };
  response.on("drain", more);
  more();
  return true;
}

/** Accepts and never says anything. */
export function staySilent(): true {
  return true;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
