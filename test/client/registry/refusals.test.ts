import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { createPublicClient, createWalletClient, encodeErrorResult, type Hex, http } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transact } from "#client/acts/transact.ts";
import { chainErrorOf } from "#client/registry/chain-error.ts";
import type { ChainClient, Registry, Wallet } from "#client/registry/registry.ts";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { developmentAccount, hasAnvil, type RunningChain, startChain } from "#test/helpers/chain.ts";

/*
 * What a refusal looks like differs from node to node. The same one on each of them, in a process of its own: a contract that reverts
 * with whatever it is called with says what the registry says. (npm's ganache stops at Shanghai and cannot run the registry itself.)
 */

/** CALLDATASIZE PUSH1 0 PUSH1 0 CALLDATACOPY CALLDATASIZE PUSH1 0 REVERT, and the eight bytes that deploy it. */
const ECHO = "0x600a600c600039600a6000f3366000600037366000fd" as const;

const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
const account = `0x${"ab".repeat(20)}` as const;
const refusals = [
  {
    says: encodeErrorResult({
      abi: kontorRegistryAbi,
      errorName: "StaleHead",
      args: [word("01"), word("02"), word("03")],
    }),
    expected: { code: "StaleHead", retryable: false, details: { error: "StaleHead", argument0: word("01") } },
  },
  {
    says: encodeErrorResult({
      abi: kontorRegistryAbi,
      errorName: "AccessControlUnauthorizedAccount",
      args: [account, word("04")],
    }),
    expected: { code: "MissingRole", details: { error: "AccessControlUnauthorizedAccount" } },
  },
  { says: "0x12345678" as const, expected: { code: "ContractReverted", details: { error: "unknown" } } },
];

const clients: [string, () => Promise<RunningChain>][] = [
  ["Hardhat", () => startChain({ client: "hardhat" })],
  ...(hasAnvil() ? [["anvil", () => startChain({ client: "anvil" })] as [string, () => Promise<RunningChain>]] : []),
  ["npm's ganache", startGanache],
];

describe.each(clients)("a refusal of the registry on %s", (_name, start) => {
  let chain: RunningChain;
  let registry: Registry;
  let wallet: Wallet;
  beforeAll(async () => {
    chain = await start();
    const transport = http(chain.rpcUrl, { retryCount: 0 });
    const client = createPublicClient({ transport, pollingInterval: 20, cacheTime: 0 }) as ChainClient;
    wallet = createWalletClient({
      account: developmentAccount(0),
      transport,
      pollingInterval: 20,
    }) as unknown as Wallet;
    const hash = await wallet.sendTransaction({ account: wallet.account, chain: null, data: ECHO, gas: 200_000n });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash });
    if (contractAddress == null) throw new Error("The contract was not deployed.");
    registry = { chainId: chain.chainId, address: contractAddress, deploymentBlock: 0n, client };
  });
  afterAll(() => chain.stop());

  it.each(refusals)("behavior: is understood when a call is tried: $expected.code", async ({ says, expected }) => {
    const call = registry.client.call({ account: account, to: registry.address, data: says });
    expect(chainErrorOf(await call.catch((error: unknown) => error))).toMatchObject(expected);
  });

  it.each(refusals)(
    "behavior: is understood before a transaction is sent: $expected.code",
    async ({ says, expected }) => {
      const refusal = await refusalOf(transact({ registry, wallet, data: says }));
      expect(refusal).toMatchObject(expected);
      expect(refusal.hints.join()).not.toContain("RPC URL");
    },
  );

  it("behavior: is understood from a node that signs and sends itself", async () => {
    const [{ says, expected }] = refusals as [(typeof refusals)[number]];
    const { address } = developmentAccount(0);
    const unlocked = createWalletClient({ account: address, transport: http(chain.rpcUrl, { retryCount: 0 }) });
    const sent = unlocked.sendTransaction({ account: address, chain: null, to: registry.address, data: says });
    const outcome = await sent.then(
      (hash) => registry.client.waitForTransactionReceipt({ hash }),
      (error: unknown) => chainErrorOf(error),
    );
    // A node may mine it all the same: then the receipt says so, and the pipeline asks the node again why.
    expect(outcome).toMatchObject("status" in outcome ? { status: "reverted" } : expected);
  });
});

describe("a refusal as other nodes and wallets say it", () => {
  const [{ says }] = refusals as [(typeof refusals)[number]];
  const stale = { code: "StaleHead", details: { error: "StaleHead" } };
  const cases: [string, unknown, object][] = [
    ["bytes in data", { code: 3, message: "execution reverted", data: says }, stale],
    ["data in data", { code: -32603, message: "Internal JSON-RPC error.", data: { data: says, message: "x" } }, stale],
    ["OpenEthereum's text", { code: -32015, message: "VM execution error.", data: `Reverted ${says}` }, stale],
    ["ganache 6's map", { message: "VM Exception", data: { [word("aa")]: { error: "revert", return: says } } }, stale],
    [
      "a wallet's wrapping",
      {
        code: -32603,
        message: "failed",
        data: { originalError: { code: 3, data: says, message: "execution reverted" } },
      },
      stale,
    ],
    ["anvil's words", new Error(`execution reverted: custom error ${says.slice(0, 10)}: ${says.slice(10)}`), stale],
    ["Hardhat's words", new Error("reverted with custom error 'StaleHead(\"0x01\")'"), stale],
    [
      "no data",
      { code: -32000, message: "execution reverted" },
      { code: "ContractReverted", details: { error: "unknown" } },
    ],
    ["another contract's name", new Error("execution reverted: custom error 'Foo(1)'"), { code: "ContractReverted" }],
  ];
  it.each(cases)("behavior: %s", (_name, thrown, expected) => {
    expect(chainErrorOf(thrown)).toMatchObject({ ...expected, retryable: false });
  });

  it("error: a node that is down, and a transaction's hash beside an error, are no refusal", () => {
    for (const thrown of [new Error("fetch failed"), { code: -32000, message: "busy", data: { hash: word("aa") } }]) {
      expect(chainErrorOf(thrown)).toMatchObject({ code: "ChainUnavailable", retryable: true });
    }
  });
});

/** ganache does not choose one by itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** npm's ganache in a process of its own, on a free port. */
async function startGanache(): Promise<RunningChain> {
  const root = dirname(createRequire(import.meta.url).resolve("ganache/package.json"));
  const mnemonic = "test test test test test test test test test test test junk";
  const port = await freePort();
  const args = [
    "--server.host",
    "127.0.0.1",
    "--server.port",
    `${port}`,
    "--chain.chainId",
    "31337",
    "--wallet.mnemonic",
    mnemonic,
  ];
  const child = spawn(process.execPath, [join(root, "dist/node/cli.js"), ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const rpcUrl = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`ganache stopped with ${code}: ${output}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-10_000);
      const address = /RPC Listening on (\S+:\d+)/.exec(output)?.[1];
      if (address !== undefined) resolve(`http://${address}`);
    });
  });
  return {
    rpcUrl,
    chainId: 31337,
    stop: async () => {
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await exited;
    },
  };
}
