import { readFile } from "node:fs/promises";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { ask } from "./ask.ts";
import { usageError } from "./parse-options.ts";

export type ReadSecretParameters = {
  /** What it is, such as "the passphrase of the identity". */
  what: string;
  /** The environment variable that may hold it. */
  variable: `KONTOR_${string}`;
  /** A file that holds it, as given by `option`. */
  file: string | undefined;
  option: string;
  /** Ask a second time, for one that is new: a slip would lock its owner out. */
  confirm?: boolean;
};

/**
 * A secret from a file, else from the environment, else from the terminal, where it does not show. Line ends at the end of the file are
 * not part of it. Throws `InvalidArgument` where there is nobody to ask, or the file is not to be read.
 */
export async function readSecret(parameters: ReadSecretParameters): Promise<string> {
  const { what, variable, file, option, confirm = false } = parameters;
  if (file !== undefined) {
    const text = await readFile(file, "utf8").catch((cause: unknown) => {
      throw new KontorError({
        code: "InvalidArgument",
        message: `The file of ${option} cannot be read.`,
        details: { file },
        cause,
      });
    });
    return text.replace(/[\r\n]+$/, "");
  }
  const set = process.env[variable];
  if (set !== undefined && set !== "") return set;
  if (!process.stdin.isTTY) {
    throw usageError(`${what} is missing: ${option} FILE, ${variable}, or a terminal to ask at.`);
  }
  const secret = await ask({ prompt: `${what}: `, hidden: true });
  if (confirm && (await ask({ prompt: "once more: ", hidden: true })) !== secret)
    throw usageError("The two are not the same.");
  return secret;
}
