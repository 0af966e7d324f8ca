import { createServer } from "node:net";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type ExpectFreePortParameters = {
  /** 0 is always free. */
  port: number;
  /** The option that chooses another. */
  option: string;
  /** Who wants to listen. */
  what: string;
};

const HOST = "127.0.0.1";

/** Says that a port is taken before anything is started. Throws `PortTaken`. */
export async function expectFreePort({ port, option, what }: ExpectFreePortParameters): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new KontorError({
          code: "PortTaken",
          message: `${what} cannot listen on ${HOST}, port ${port}: ${cause.code ?? "failed"}.`,
          hints: [`Stop what uses the port (another npm start?), or choose another with ${option} NUMBER.`],
          details: { host: HOST, port },
          cause,
        }),
      );
    });
    probe.listen(port, HOST, () => probe.close(() => resolve()));
  });
}
