import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { type Address, createPublicClient, createWalletClient, defineChain, http } from "viem";
import { type HDAccount, mnemonicToAccount } from "viem/accounts";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { kontorRegistryBytecode } from "#generated/kontor-registry-bytecode.ts";

/** The mnemonic that both Hardhat's network and anvil fund by default. Known to everyone. */
const DEVELOPMENT_MNEMONIC = "test test test test test test test test test test test junk";
const DEVELOPMENT_CHAIN_ID = 31337;
/**
 * Amsterdam charges for new state on top of the cap of EIP-7825 (EIP-8037), and the registry's code is state. Hardhat's trial of the
 * fork counts it below the cap, under which no contract of this size could be deployed.
 */
const AMSTERDAM_GAS_CAP = 60_000_000;
const ANVIL_START_TIMEOUT_MS = 30_000;

export type ChainClient = "anvil" | "hardhat";

export type RunningChain = { rpcUrl: string; chainId: number; stop(): Promise<void> };

export type StartChainParameters = {
  client: ChainClient;
  /** Seconds between blocks. By default a block is mined for each transaction. */
  blockTime?: number;
  /** `false`: nothing is mined until `evm_mine` is called. Not with `blockTime`. */
  automine?: boolean;
  /** Whose rules the chain follows; the newest stable ones by default. Hardhat only. */
  hardfork?: "amsterdam";
};

/** A funded development account by its index (0 to 9 on anvil, 0 to 19 on Hardhat's network). */
export function developmentAccount(index: number): HDAccount {
  return mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex: index });
}

/**
 * Whether there is an anvil: the installed one (Linux on x64 only), or one that KONTOR_ANVIL names. Where there is none, the tests
 * that need one are skipped; in CI, where nobody would see that, it throws.
 */
export function hasAnvil(): boolean {
  const found = anvilPath() !== null;
  if (!found && process.env.CI) throw new Error("There is no anvil: install it, or name one by KONTOR_ANVIL.");
  return found;
}

/** Starts a development chain (id 31337) on a free port of 127.0.0.1. */
export async function startChain(parameters: StartChainParameters): Promise<RunningChain> {
  return parameters.client === "anvil" ? startAnvil(parameters) : startHardhat(parameters);
}

export type DeployRegistryParameters = {
  rpcUrl: string;
  /** The account that deploys and, unless another is given, the council. Default: development account 0. */
  deployer?: HDAccount;
  council?: Address;
  /** Seconds of delay of a change of council. Default 0. */
  initialDelay?: number;
};

/** Deploys a registry. `block` is the block of its deployment. */
export async function deployRegistry({
  rpcUrl,
  deployer = developmentAccount(0),
  council = deployer.address,
  initialDelay = 0,
}: DeployRegistryParameters): Promise<{ registry: Address; block: bigint }> {
  const publicClient = createPublicClient({ transport: http(rpcUrl), pollingInterval: 50 });
  const chain = defineChain({
    id: await publicClient.getChainId(),
    name: "Development",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const wallet = createWalletClient({ account: deployer, chain, transport: http(rpcUrl) });
  const hash = await wallet.deployContract({
    abi: kontorRegistryAbi,
    bytecode: kontorRegistryBytecode,
    args: [initialDelay, council],
  });
  const receipt = await publicClient.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success" || !receipt.contractAddress) throw new Error(`The deployment ${hash} reverted.`);
  return { registry: receipt.contractAddress, block: receipt.blockNumber };
}

async function startHardhat({
  blockTime,
  automine = blockTime === undefined,
  hardfork,
}: StartChainParameters): Promise<RunningChain> {
  const { network } = await import("hardhat");
  const server = await network.createServer(
    {
      network: "default",
      override: {
        chainId: DEVELOPMENT_CHAIN_ID,
        ...(hardfork === undefined ? {} : { hardfork, transactionGasCap: AMSTERDAM_GAS_CAP }),
        mining: { auto: automine, interval: blockTime === undefined ? 0 : blockTime * 1000 },
      },
    },
    "127.0.0.1",
    0,
  );
  const { address, port } = await server.listen();
  return { rpcUrl: `http://${address}:${port}`, chainId: DEVELOPMENT_CHAIN_ID, stop: () => server.close() };
}

async function startAnvil({ blockTime, automine = true }: StartChainParameters): Promise<RunningChain> {
  const path = anvilPath();
  if (path === null) throw new Error("anvil is not installed on this platform.");
  const args = ["--host", "127.0.0.1", "--port", "0", "--chain-id", String(DEVELOPMENT_CHAIN_ID)];
  if (blockTime !== undefined) args.push("--block-time", String(blockTime));
  else if (!automine) args.push("--no-mining");
  const child = spawn(path, args, { stdio: ["ignore", "pipe", "inherit"] });
  const stopWithUs = () => child.kill();
  process.once("exit", stopWithUs);
  const rpcUrl = await listeningUrl(child);
  return {
    rpcUrl,
    chainId: DEVELOPMENT_CHAIN_ID,
    stop: async () => {
      process.off("exit", stopWithUs);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await exited;
    },
  };
}

/** Resolves when anvil has said where it listens. Goes on reading its output, so that the pipe never fills. */
function listeningUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error(`anvil did not start within ${ANVIL_START_TIMEOUT_MS} ms.`));
    }, ANVIL_START_TIMEOUT_MS);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`anvil stopped with ${code} before it listened.`)));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (output === "done") return;
      output += text;
      const address = /Listening on (\S+:\d+)/.exec(output)?.[1];
      if (address === undefined) return;
      output = "done";
      clearTimeout(timer);
      resolve(`http://${address}`);
    });
  });
}

function anvilPath(): string | null {
  const own = process.env.KONTOR_ANVIL;
  if (own !== undefined && own !== "") return own;
  try {
    return createRequire(import.meta.url).resolve("@foundry-rs/anvil-linux-amd64/bin/anvil");
  } catch {
    return null;
  }
}
