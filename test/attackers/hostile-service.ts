import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Service } from "#client/service/service.ts";

/** What passes between a client and the real service. */
export type Exchange = {
  method: string;
  path: string;
  /** What the client sent, as JSON; null for anything else. */
  asked: unknown;
  /** What the real service answered. */
  status: number;
  body: Uint8Array;
};

/** What to answer in its place: JSON, bytes, or a status alone; null lets the real answer through. */
export type Lie = { status?: number; json?: unknown; bytes?: Uint8Array } | null;

export type HostileService = {
  url: string;
  /** The client's way to it, with a session that the real service knows. */
  as(service: Service): Service;
  /** How often it lied. */
  lies: () => number;
  stop: () => Promise<void>;
};

/** A second HTTP server in front of the real service, whose operator answers what they like. */
export async function startHostileService(parameters: {
  target: string;
  lie: (exchange: Exchange) => Lie | Promise<Lie>;
}): Promise<HostileService> {
  const { target, lie } = parameters;
  let lies = 0;
  const server = createServer(async (request, response) => {
    try {
      const sent = await bodyOf(request);
      const method = request.method ?? "GET";
      const answered = await fetch(`${target}${request.url}`, {
        method,
        headers: headersOf(request),
        ...(sent.length === 0 ? {} : { body: sent }),
      });
      const body = new Uint8Array(await answered.arrayBuffer());
      const path = new URL(request.url ?? "/", target).pathname;
      const told = await lie({ method, path, asked: parse(sent), status: answered.status, body });
      if (told !== null) lies++;
      response.statusCode = told?.status ?? answered.status;
      for (const name of ["content-type", "etag"]) {
        const value = answered.headers.get(name);
        if (value !== null) response.setHeader(name, value);
      }
      response.end(told === null ? body : (told.bytes ?? JSON.stringify(told.json ?? {})));
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    as: (service) => ({ ...service, url }),
    lies: () => lies,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An exchange's answer as JSON. */
export function jsonOf<Body>({ body }: Exchange): Body {
  return JSON.parse(new TextDecoder().decode(body)) as Body;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const passed = ["authorization", "content-type", "if-match", "if-none-match"];
  return Object.fromEntries(
    passed.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

function parse(sent: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(sent));
  } catch {
    return null;
  }
}
