import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Address } from "viem";
import { z } from "zod";
import { addressSchema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { PROJECT_ROOT } from "./project-root.ts";

const deploymentsSchema = z.record(
  z.string().regex(/^[1-9]\d*$/),
  z.object({ registry: addressSchema, block: z.int().nonnegative() }),
);

/** Where registries are deployed, by chain id. */
export type Deployments = Readonly<Record<string, { registry: Address; block: number }>>;

/** The project's own record. */
const OWN_FILE = join(PROJECT_ROOT, "generated", "deployments.json");

export const DEPLOYMENTS_OPTION = {
  type: "string",
  value: "FILE",
  text: "the record of deployed registries that kontor deploy writes (default: the project's own)",
  variable: "KONTOR_DEPLOYMENTS",
} as const;

/** Reads a record of deployments. Throws `ConfigurationInvalid` where there is none, or it is something else. */
export async function readDeployments(file: string = OWN_FILE): Promise<Deployments> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw broken({ file, problem: "cannot be read", cause });
  }
  return parseDeployments({ file, text });
}

/** Puts one deployment into a record, which is made where it is missing. Throws `ConfigurationInvalid`. */
export async function noteDeployment(parameters: {
  file: string;
  chainId: number;
  registry: Address;
  block: number;
}): Promise<void> {
  const { file, chainId, registry, block } = parameters;
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw broken({ file, problem: "cannot be read", cause: error });
  });
  const deployments = { ...parseDeployments({ file, text }), [chainId]: { registry, block } };
  // Whoever reads it meanwhile sees the old record or the new one.
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(deployments, null, 2)}\n`);
  await rename(temporary, file);
}

function parseDeployments({ file, text }: { file: string; text: string }): Deployments {
  try {
    return deploymentsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw broken({ file, problem: "is no record of deployments", cause });
  }
}

function broken({ file, problem, cause }: { file: string; problem: string; cause: unknown }): KontorError {
  return new KontorError({
    code: "ConfigurationInvalid",
    message: `The file of deployments ${problem}.`,
    hints: [
      'It is JSON, such as {"11155111": {"registry": "0x…", "block": 123}}: kontor deploy --deployments FILE writes it.',
    ],
    details: { file },
    cause,
  });
}
