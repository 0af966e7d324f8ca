import { argon2id } from "hash-wasm";
import { KontorError } from "../errors/kontor-error.ts";

/** What one guess at a passphrase costs: Argon2id's parameters (RFC 9106). */
export type PassphraseCost = { memoryKiB: number; iterations: number; parallelism: number };

/** RFC 9106's second recommended option, with one lane: WebAssembly has one. */
export const DEFAULT_COST: PassphraseCost = { memoryKiB: 65_536, iterations: 3, parallelism: 1 };
/** OWASP's floor: less would make guessing cheap, whoever asks for it. */
export const MIN_COST: PassphraseCost = { memoryKiB: 19_456, iterations: 2, parallelism: 1 };
/** A sealed identity comes from the service: it must not be able to hang or exhaust the reader. */
export const MAX_COST: PassphraseCost = { memoryKiB: 262_144, iterations: 10, parallelism: 4 };

export const PASSPHRASE_SALT_LENGTH = 16;

/** Characters; a longer passphrase is a mistake, such as a pasted file. */
const MAX_PASSPHRASE_LENGTH = 1_024;
const KEY_LENGTH = 32;

/** @throws InvalidLockCost outside MIN_COST and MAX_COST */
export function checkCost(cost: PassphraseCost): void {
  for (const name of ["memoryKiB", "iterations", "parallelism"] as const) {
    if (Number.isInteger(cost[name]) && cost[name] >= MIN_COST[name] && cost[name] <= MAX_COST[name]) continue;
    throw new KontorError({
      code: "InvalidLockCost",
      message: `The passphrase lock's ${name} is out of bounds.`,
      details: { name, given: cost[name], least: MIN_COST[name], most: MAX_COST[name] },
    });
  }
}

/**
 * Argon2id v1.3 of the passphrase's NFKC form, 32 bytes; so that one passphrase typed on two keyboards is one.
 * @throws InvalidLockCost, InvalidPassphrase
 */
export async function derivePassphraseKey({
  passphrase,
  salt,
  cost,
}: {
  passphrase: string;
  salt: Uint8Array;
  cost: PassphraseCost;
}): Promise<Uint8Array> {
  checkCost(cost);
  if (passphrase === "" || passphrase.length > MAX_PASSPHRASE_LENGTH || !passphrase.isWellFormed()) {
    const message = `The passphrase is empty, over ${MAX_PASSPHRASE_LENGTH} characters, or no text.`;
    throw new KontorError({ code: "InvalidPassphrase", message });
  }
  return argon2id({
    password: new TextEncoder().encode(passphrase.normalize("NFKC")),
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    hashLength: KEY_LENGTH,
    outputType: "binary",
  });
}
