import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { addressSchema } from "#protocol/api/hex.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { DEVELOPMENT_CHAIN_ID } from "../../demo/wallets.ts";
import { usageError } from "../cli/parse-options.ts";
import { PROJECT_ROOT } from "../cli/project-root.ts";

export type DeployWithIgnitionParameters = {
  /** Of hardhat.config.ts. */
  network: string;
  /** Null: the deployer, on a development chain only. */
  council: Address | null;
  initialDelay: number;
  /** Names the deployment's journal. */
  deploymentId: (chainId: number) => string;
  /** Told the chain before anything is sent; what it throws ends the deployment. */
  expectChain: (chainId: number) => Promise<void>;
};

export type Deployed = {
  chainId: number;
  registry: Address;
  block: number;
  council: Address;
  code: Hex;
  deploymentId: string;
};

/** Compiles what is not compiled, and deploys the Ignition module. Throws `InvalidArgument`, `ChainUnavailable`, `DeploymentFailed`. */
export async function deployWithIgnition(parameters: DeployWithIgnitionParameters): Promise<Deployed> {
  const { default: hre } = await import("hardhat");
  const { network } = parameters;
  const known = hre.config.networks[network];
  if (known === undefined) throw usageError(`--network: hardhat.config.ts has no network "${network}".`);
  if (known.type !== "http") throw usageError(`--network: "${network}" is gone when this command ends.`);
  await hre.tasks.getTask("build").run({ quiet: true });
  const connection = await reach(() => hre.network.create(network));
  try {
    const ask = async (method: string, params: unknown[]) => connection.provider.request({ method, params });
    const chainId = Number(await reach(() => ask("eth_chainId", [])));
    await parameters.expectChain(chainId);
    const accounts = z.array(addressSchema).parse(await reach(() => ask("eth_accounts", [])));
    const council = parameters.council ?? (chainId === DEVELOPMENT_CHAIN_ID ? accounts[0] : undefined);
    if (council === undefined) throw usageError("--council is missing: the account that is the consortium's council.");
    const { default: registryModule } = await import("../../ignition/modules/KontorRegistry.ts");
    const deploymentId = parameters.deploymentId(chainId);
    await expectSameChain({ deploymentId, ask });
    const given = { KontorRegistry: { initialDelay: parameters.initialDelay, council } };
    const { registry } = await attempt(() =>
      connection.ignition.deploy(registryModule, { parameters: given, deploymentId, displayUi: false }),
    );
    const address = addressSchema.parse(await registry.getAddress());
    const code = z
      .templateLiteral(["0x", z.string()])
      .parse(await reach(() => ask("eth_getCode", [address, "latest"])));
    return { chainId, registry: address, block: await blockOf({ deploymentId, address }), council, code, deploymentId };
  } finally {
    await connection.close();
  }
}

const confirmationSchema = z.object({
  hash: z.string(),
  receipt: z.object({ blockNumber: z.int(), blockHash: z.string(), contractAddress: addressSchema }),
});

type Confirmation = z.infer<typeof confirmationSchema>;

/** The deployments that Ignition's journal saw confirmed; none where there is no journal yet. */
async function confirmationsOf(deploymentId: string): Promise<Confirmation[]> {
  const text = await readFile(journalOf(deploymentId), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    const parsed = confirmationSchema.safeParse(line === "" ? null : JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  });
}

/** On a chain that was reset, or another one with the same id, Ignition would take its old journal's word for a deployment. */
async function expectSameChain(parameters: {
  deploymentId: string;
  ask: (method: string, params: unknown[]) => Promise<unknown>;
}): Promise<void> {
  const { deploymentId, ask } = parameters;
  for (const { hash, receipt } of await confirmationsOf(deploymentId)) {
    const found = z
      .object({ blockHash: z.string() })
      .nullable()
      .parse(await reach(() => ask("eth_getTransactionReceipt", [hash])));
    if (found?.blockHash === receipt.blockHash) continue;
    throw new KontorError({
      code: "DeploymentFailed",
      message:
        "Ignition's journal is of another chain with this id, or of this one before it was reset: its deployment is not on it.",
      hints: [
        "Check KONTOR_RPC_URL.",
        `If it is the right chain, move ignition/deployments/${deploymentId} away, and deploy again.`,
      ],
      details: { file: journalOf(deploymentId), transaction: hash, block: receipt.blockNumber },
    });
  }
}

/** The block of the deployment, from Ignition's journal: it is right for one that was resumed, too. */
async function blockOf({ deploymentId, address }: { deploymentId: string; address: Address }): Promise<number> {
  const found = (await confirmationsOf(deploymentId)).find(({ receipt }) => receipt.contractAddress === address);
  if (found !== undefined) return found.receipt.blockNumber;
  throw new KontorError({
    code: "DeploymentFailed",
    message: "Ignition's journal does not say when the registry was deployed.",
  });
}

function journalOf(deploymentId: string): string {
  return join(PROJECT_ROOT, "ignition", "deployments", deploymentId, "journal.jsonl");
}

/** Hardhat's number for a configuration variable that is not set. */
const MISSING_VARIABLE = "HHE7:";

async function reach<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (cause) {
    if (firstLine(cause).startsWith(MISSING_VARIABLE)) {
      throw new KontorError({ code: "ConfigurationInvalid", message: firstLine(cause), cause });
    }
    const hints = ["Check KONTOR_RPC_URL and KONTOR_DEPLOYER_KEY, and that the node is up."];
    const message = `The chain is not to be had: ${firstLine(cause)}`;
    throw new KontorError({ code: "ChainUnavailable", message, hints, retryable: true, cause });
  }
}

async function attempt<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (cause) {
    if (isKontorError(cause)) throw cause;
    const hints = ["Run the command again: what is done already is not done twice."];
    throw new KontorError({
      code: "DeploymentFailed",
      message: `The deployment failed: ${firstLine(cause)}`,
      hints,
      cause,
    });
  }
}

function firstLine(cause: unknown): string {
  return cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
}
