import { createServer } from "node:net";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { DEVELOPMENT_CHAIN_ID } from "../../demo/wallets.ts";

export type LocalChain = { rpcUrl: string; stop: () => Promise<void> };

export type StartLocalChainParameters = {
  /** 0: any free one. */
  port: number;
};

const HOST = "127.0.0.1";

/** Starts Hardhat's network in this process, with its development accounts, mining a block for each transaction. Throws `PortTaken`. */
export async function startLocalChain({ port }: StartLocalChainParameters): Promise<LocalChain> {
  await expectFree(port);
  const { network } = await import("hardhat");
  const override = { chainId: DEVELOPMENT_CHAIN_ID, loggingEnabled: false };
  const server = await network.createServer({ network: "default", override }, HOST, port);
  const { address, port: bound } = await server.listen();
  return { rpcUrl: `http://${address}:${bound}`, stop: () => server.close() };
}

/** Hardhat's own error for a taken port comes late and names no port. */
async function expectFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new KontorError({
          code: "PortTaken",
          message: `The local chain can not listen on ${HOST}, port ${port}: ${cause.code ?? "failed"}.`,
          hints: ["Stop what uses the port (another `npm start`, a Hardhat node?), or give another with --chain-port."],
          details: { host: HOST, port },
          cause,
        }),
      );
    });
    probe.listen(port, HOST, () => probe.close(() => resolve()));
  });
}
