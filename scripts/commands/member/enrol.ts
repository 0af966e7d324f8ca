import { open } from "node:fs/promises";
import { createIdentity } from "#client/keys/create-identity.ts";
import { enrol } from "#client/keys/enrol.ts";
import { finishEnrolment } from "#client/keys/finish-enrolment.ts";
import { replaceLostKey } from "#client/keys/replace-lost-key.ts";
import { storedLocks } from "#client/keys/stored-locks.ts";
import { keyOf } from "#client/registry/key-of.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { IDENTITY_OPTIONS, readPassphrase, signInAccount } from "../../cli/open-member.ts";
import { usageError } from "../../cli/parse-options.ts";
import { printResult } from "../../cli/print-result.ts";

export const memberEnrol = defineCommand({
  usage: "(--words FILE | a terminal) [options]",
  text: `
Makes an identity key for the account, seals it under a passphrase and 24 recovery words, leaves it at the service and publishes
its public half on chain. The words are shown once, at the terminal or in a file that only its owner can read: keep them on
paper, and destroy the file. Stopped between, the same command with the same passphrase goes on. A KEEPER then admits the
account; tell them the fingerprint. Where passphrase and words are lost, --replace gives the old key up: what was sealed to it is lost
to the account until a KEEPER admits it again.`,
  options: {
    words: { type: "string", value: "FILE", text: "a new file for the recovery words (0600); without it the terminal" },
    replace: { type: "boolean", text: "give up the key that the account has, with all that was sealed to it" },
    ...IDENTITY_OPTIONS,
    json: JSON_OPTION,
  },
  example: "--words words.txt --service http://127.0.0.1:8787 --keystore nancy.json",
  ends: { success: "enrolled" },
  main: async (values) => {
    const { words: file, json } = values;
    if (file === undefined && !process.stderr.isTTY) {
      throw usageError(
        "--words is missing: a new file for the recovery words, where there is no terminal to show them at.",
      );
    }
    const signedIn = await signInAccount(values);
    const { registry, service, wallet, account } = signedIn;
    const { keyHash: published } = await keyOf({ registry, account });
    if (published !== null && values.replace !== true) throw alreadyEnrolled(account);
    const isStored = published === null && (await storedLocks({ service })).length > 0;
    const passphrase = await readPassphrase(values, { confirm: !isStored });
    const identity = isStored
      ? await finishEnrolment({ registry, service, wallet, unlock: { type: "passphrase", passphrase } })
      : await begin();
    const fingerprint = fingerprintOf(identity.keyHash);
    printResult({
      json,
      result: { account, keyHash: identity.keyHash, fingerprint, words: isStored ? null : (file ?? null) },
      text: `${account} is enrolled.\nIts fingerprint, for the KEEPER who admits it: ${fingerprint}`,
    });
    return undefined;

    async function begin() {
      if (published !== null) {
        const onWords = (words: string) => showWords({ words, file });
        return (await replaceLostKey({ registry, service, wallet, passphrase, onWords })).identity;
      }
      const created = await createIdentity({ registry, account, passphrase });
      await showWords({ words: created.words, file });
      return enrol({ registry, service, wallet, identity: created });
    }
  },
});

/** Before anything is stored or published: nobody can show them again. A file that is there is never written over. */
async function showWords({ words, file }: { words: string; file: string | undefined }): Promise<void> {
  if (file === undefined) {
    process.stderr.write(`The recovery words. Nobody can show them again; write them down now:\n\n  ${words}\n\n`);
    return;
  }
  const handle = await open(file, "wx", 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw new KontorError({
      code: "InvalidArgument",
      message:
        cause.code === "EEXIST"
          ? "The file for the recovery words is there already, and is not written over."
          : "The file for the recovery words cannot be made.",
      details: { file },
      cause,
    });
  });
  try {
    await handle.writeFile(`${words}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function alreadyEnrolled(account: string): KontorError {
  return new KontorError({
    code: "AlreadyEnrolled",
    message: "The account has published a key already.",
    hints: ["Use it with its passphrase.", "Where passphrase and words are lost, --replace gives the key up."],
    details: { account },
  });
}
