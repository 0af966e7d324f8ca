import { createHash } from "node:crypto";
import type { Address } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseSealedIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import { forbidden } from "../access/require-role.ts";
import type { KeysContext } from "./keys-context.ts";

/**
 * Stores an account's own sealed identity, where what is there is what the caller expects (an ETag; null: nothing).
 *
 * @returns its ETag
 * @throws KontorError PreconditionFailed, Forbidden for another account's identity, ContextMismatch, and what
 * parseSealedIdentity throws
 */
export async function storeIdentity({
  context: { store, clock, configuration },
  account,
  bytes,
  expected,
}: {
  context: KeysContext;
  account: Address;
  bytes: Uint8Array;
  expected: string | null;
}): Promise<string> {
  const { header } = parseSealedIdentity(bytes);
  requireOwnRegistry({ named: header, configuration });
  if (header.account.toLowerCase() !== account) throw forbidden();
  const etag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
  const stored = await store.sealed.putIdentity({ account, identity: { bytes, etag }, expected, now: clock() });
  if (!stored) {
    throw new KontorError({
      code: "PreconditionFailed",
      message: "Another identity is stored than the request expects.",
      hints: ["Fetch the stored identity first: replacing one that nobody has kept loses what it opens."],
    });
  }
  return etag;
}
