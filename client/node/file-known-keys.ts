import { z } from "zod";
import { addressSchema, bytes32Schema } from "#protocol/api/hex.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { KnownKey, KnownKeys } from "../keys/known-keys.ts";
import { jsonFiles } from "./json-files.ts";

const knownKeySchema = z.strictObject({ account: addressSchema, epoch: z.int().nonnegative(), keyHash: bytes32Schema });

/** Other people's keys that were seen before, in a directory: one file an account. Throws `JournalBroken`. */
export function fileKnownKeys({ directory }: { directory: string }): KnownKeys {
  const files = jsonFiles({ directory, suffix: ".key.json", parse: parseKnownKey });
  return {
    load: (account) => files.load(account.toLowerCase()),
    save: (key) => files.save({ id: key.account.toLowerCase(), value: key }),
  };
}

function parseKnownKey(value: unknown): KnownKey {
  const parsed = knownKeySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new KontorError({ code: "JournalBroken", message: "The file of a known key cannot be read." });
}
