// Writes generated/ from the compiled contract. With --check writes nothing, and fails where a file is stale.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Abi, type Hex, keccak256 } from "viem";

const USAGE = `Usage: node scripts/generate.ts [--check]

Writes generated/kontor-registry.ts (ABI) and generated/kontor-registry-bytecode.ts (creation code and the hash of the
runtime code) from artifacts/; run "hardhat build" first.

  --check  write nothing; exit 1 where a file is not what would be written
  --help   this text

Exit codes: 0 written or fresh, 1 stale, 2 bad usage or nothing built`;

type Artifact = { abi: Abi; bytecode: Hex; deployedBytecode: Hex; immutableReferences: Record<string, unknown> };

const ROOT = new URL("..", import.meta.url);
const ARTIFACT = new URL("artifacts/contracts/KontorRegistry.sol/KontorRegistry.json", ROOT);

const HEADER = "// Written by scripts/generate.ts from the compiled contract; not edited by hand.\n";

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  let options: { check?: boolean | undefined; help?: boolean | undefined };
  try {
    options = parseArgs({ args: argv, options: { check: { type: "boolean" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return 2;
  }
  if (options.help === true) {
    console.log(USAGE);
    return 0;
  }
  const artifact = await readText(ARTIFACT);
  if (artifact === null) {
    console.error(`Nothing built: ${fileURLToPath(ARTIFACT)} is missing. Run "hardhat build" first.`);
    return 2;
  }
  const files = generate(JSON.parse(artifact));
  let stale = 0;
  for (const { name, text } of files) {
    const url = new URL(`generated/${name}`, ROOT);
    if ((await readText(url)) === text) continue;
    if (options.check === true) {
      stale += 1;
      console.error(`generated/${name} is stale: run "npm run generate".`);
    } else {
      await writeFile(url, text);
      console.log(`generated/${name} written.`);
    }
  }
  return stale === 0 ? 0 : 1;
}

function generate({
  abi,
  bytecode,
  deployedBytecode,
  immutableReferences,
}: Artifact): { name: string; text: string }[] {
  // Without immutables and linked libraries the runtime code, and so its hash, is the same on every chain.
  if (Object.keys(immutableReferences).length > 0 || deployedBytecode.includes("__$")) {
    throw new Error("The registry must have neither immutables nor linked libraries: verifiers pin its code hash.");
  }
  return [
    {
      name: "kontor-registry.ts",
      text: `${HEADER}export const kontorRegistryAbi = ${JSON.stringify(abi, null, 2)} as const;\n`,
    },
    {
      name: "kontor-registry-bytecode.ts",
      text: `${HEADER}import type { Hex } from "viem";

/** Creation code. Constructor: \`(uint48 initialDelay, address council)\`. */
export const kontorRegistryBytecode: Hex =
  "${bytecode}";

/** keccak256 of the runtime code (EXTCODEHASH). The code has no immutables: it is the same on every chain and address. */
export const kontorRegistryCodeHash: Hex = "${keccak256(deployedBytecode)}";
`,
    },
  ];
}

async function readText(url: URL): Promise<string | null> {
  try {
    return await readFile(url, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
