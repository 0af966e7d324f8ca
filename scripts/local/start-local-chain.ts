import { DEVELOPMENT_CHAIN_ID } from "../../demo/wallets.ts";

export type LocalChain = { rpcUrl: string; stop: () => Promise<void> };

export type StartLocalChainParameters = {
  /** Known to be free; 0: any free one. */
  port: number;
};

const HOST = "127.0.0.1";

/** Starts Hardhat's network in this process, with its development accounts, mining a block for each transaction. */
export async function startLocalChain({ port }: StartLocalChainParameters): Promise<LocalChain> {
  const { network } = await import("hardhat");
  const override = { chainId: DEVELOPMENT_CHAIN_ID, loggingEnabled: false };
  const server = await network.createServer({ network: "default", override }, HOST, port);
  const { address, port: bound } = await server.listen();
  return { rpcUrl: `http://${address}:${bound}`, stop: () => server.close() };
}
