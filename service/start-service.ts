import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ServiceConfiguration } from "./configuration/service-configuration.ts";
import { createService, type Service } from "./create-service.ts";

/** A whole request, body included, has to arrive within this: a body that drips holds a connection no longer. */
const REQUEST_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 15_000;
const TIMEOUT_CHECK_INTERVAL_MS = 1_000;
const KEEP_ALIVE_TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 16 * 1024;

/** Requests under way when the service stops get this long to end. */
const STOP_GRACE_MS = 5_000;
const IDLE_CHECK_INTERVAL_MS = 100;

export type StartServiceParameters = {
  configuration: ServiceConfiguration;
  logger: Logger;
  now?: () => number;
  requestTimeoutMs?: number;
};

export type RunningService = {
  /** Where it listens: `http://host:port`. */
  url: string;
  /** Under which origin browsers reach it, and sign-in is bound to. */
  publicOrigin: string;
  service: Service;
  /** Takes no more requests, lets those under way end, then closes everything. */
  stop(): Promise<void>;
};

/**
 * Starts a service that listens. The port is bound first, so that a taken one is said before anything else happens.
 * @throws KontorError PortTaken, and what createService throws
 */
export async function startService({
  configuration,
  logger,
  now,
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: StartServiceParameters): Promise<RunningService> {
  const { host, port } = configuration.listen;
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs),
    connectionsCheckingInterval: Math.min(TIMEOUT_CHECK_INTERVAL_MS, requestTimeoutMs),
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  const bound = await listen({ server, host, port });
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
  const publicOrigin = configuration.publicOrigin ?? url;
  let service: Service;
  try {
    service = await createService({ configuration, publicOrigin, logger, ...(now === undefined ? {} : { now }) });
  } catch (error) {
    server.close();
    throw error;
  }
  server.on("request", getRequestListener(service.app.fetch, { overrideGlobalObjects: false }));
  service.start();
  logger.info({ url, publicOrigin }, "the service listens");
  return {
    url,
    publicOrigin,
    service,
    stop: async () => {
      service.endStreams();
      await close(server);
      await service.stop();
      logger.info("the service has stopped");
    },
  };
}

function listen({ server, host, port }: { server: Server; host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new KontorError({
          code: "PortTaken",
          message: `Nothing can listen on ${host}, port ${port}: ${cause.code ?? "failed"}.`,
          hints: ["Stop what uses the port, or set KONTOR_PORT to another."],
          details: { host, port },
          cause,
        }),
      );
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive becomes idle only after its request has ended.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_INTERVAL_MS);
  const grace = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(grace);
}
