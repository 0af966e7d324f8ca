import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { keccak256 } from "viem";
import { kontorRegistryCodeHash } from "#generated/kontor-registry-bytecode.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { DEVELOPMENT_CHAIN_ID } from "../../demo/wallets.ts";
import { defineCommand, type Options, type Values } from "../cli/command.ts";
import { DEPLOYMENTS_OPTION, noteDeployment, readDeployments } from "../cli/deployments.ts";
import { EXIT } from "../cli/exit-codes.ts";
import { usageError } from "../cli/parse-options.ts";
import { parseAddress, parseWhole } from "../cli/parse-values.ts";
import { PROJECT_ROOT } from "../cli/project-root.ts";
import { deployWithIgnition } from "../deploy/deploy-with-ignition.ts";

const DEFAULT_DELAY = 2 * 86_400;
const MAX_DELAY = 365 * 86_400;

const OPTIONS = {
  network: {
    type: "string",
    value: "NAME",
    text: 'a network of hardhat.config.ts, such as "live" (KONTOR_RPC_URL and KONTOR_DEPLOYER_KEY) or "localhost"',
  },
  council: {
    type: "string",
    value: "ADDRESS",
    text: "the consortium's council, a multisig in earnest; on a development chain the deployer by default",
  },
  "initial-delay": {
    type: "string",
    value: "SECONDS",
    text: `how long a change of council takes (default ${DEFAULT_DELAY}, two days)`,
  },
  deployments: {
    ...DEPLOYMENTS_OPTION,
    text: "the file that the deployment is noted in; needed, but for a development chain",
  },
  json: { type: "boolean", text: "one line of JSON: {chainId, registry, block, council, initialDelay}" },
} as const satisfies Options;

export const deploy = defineCommand({
  usage: "--network NAME --council ADDRESS --deployments FILE [options]",
  text: `
Deploys a KontorRegistry with Hardhat Ignition, and notes it in a file of yours, which serve, verify and the other commands read
(not for a development chain). A deployment that broke off goes on when it is run again. The key that deploys has no rights
afterwards.`,
  options: OPTIONS,
  example: "--network live --council 0x7099…79c8 --deployments /etc/kontor/deployments.json",
  ends: { success: "deployed", refused: "failed" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  if (values.network === undefined)
    throw usageError("--network is missing: the name of a network of hardhat.config.ts.");
  const council = values.council === undefined ? null : parseAddress({ name: "--council", text: values.council });
  const delay = values["initial-delay"] ?? String(DEFAULT_DELAY);
  const initialDelay = parseWhole({ name: "--initial-delay", text: delay, min: 0, max: MAX_DELAY });
  // Before anything is paid for.
  const file = values.deployments === undefined ? undefined : resolve(values.deployments);
  const expectChain = async (chainId: number) => {
    if (file === undefined && !isDevelopment(chainId)) {
      throw usageError(
        "--deployments is missing: the file of yours that the deployment is noted in (KONTOR_DEPLOYMENTS).",
      );
    }
    if (file !== undefined && existsSync(file)) await readDeployments(file);
  };
  process.chdir(PROJECT_ROOT);
  const deployed = await deployWithIgnition({
    network: values.network,
    council,
    initialDelay,
    deploymentId,
    expectChain,
  });
  if (keccak256(deployed.code) !== kontorRegistryCodeHash) {
    throw new KontorError({
      code: "RegistryUnknown",
      message: "The deployed code is not the one that verifiers pin.",
      hints: ["Run `npm run generate` after a change of the contracts, and deploy again."],
      details: { registry: deployed.registry, expected: kontorRegistryCodeHash, actual: keccak256(deployed.code) },
    });
  }
  const { chainId, registry, block } = deployed;
  if (isDevelopment(chainId)) {
    await rm(join(PROJECT_ROOT, "ignition", "deployments", deployed.deploymentId), { recursive: true, force: true });
  } else if (file !== undefined) {
    await noteDeployment({ file, chainId, registry, block });
  }
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ chainId, registry, block, council: deployed.council, initialDelay })}\n`
      : `KontorRegistry ${registry} on chain ${chainId} since block ${block}, council ${deployed.council}\n`,
  );
  return EXIT.success;
}

function isDevelopment(chainId: number): boolean {
  return chainId === DEVELOPMENT_CHAIN_ID;
}

/** A development chain forgets, so every deployment on it is a new one; elsewhere one that broke off is resumed. */
function deploymentId(chainId: number): string {
  return isDevelopment(chainId) ? `development-${randomUUID()}` : `chain-${chainId}`;
}
