import { struct, U64BE } from "micro-packed";
import type { Address, Hex } from "viem";
import { defineHeader } from "../bytes/define-header.ts";
import { addressCoder, bytes32Coder } from "../bytes/hex-coders.ts";
import { KontorError } from "../errors/kontor-error.ts";
import { lockLength } from "./identity-lock.ts";

/** Whose identity is sealed, and which: all of it public and authenticated. */
export type IdentityHeader = {
  chainId: bigint;
  registry: Address;
  account: Address;
  /** Of the identity's public key, as in the key directory. */
  keyHash: Hex;
};

export type SealedIdentityParts = {
  header: IdentityHeader;
  /** The encoded header: the bytes before the number of locks. */
  head: Uint8Array;
  /** By their codes, in ascending order. */
  locks: ReadonlyMap<number, Uint8Array>;
  check: Uint8Array;
};

export const CHECK_LENGTH = 32;

const IDENTITY = defineHeader({
  name: "sealed identity",
  magic: "KNTI",
  version: 1,
  suite: 1,
  fields: struct({ chainId: U64BE, registry: addressCoder, account: addressCoder, keyHash: bytes32Coder }),
});
const HEAD_LENGTH = IDENTITY.length;

/** @throws InvalidArgument */
export function encodeIdentityHeader(header: IdentityHeader): Uint8Array {
  return IDENTITY.encode(header);
}

/** `head ‖ u8 count ‖ locks`, the locks by their codes in ascending order; the check follows it. */
export function joinIdentity({ head, locks }: Pick<SealedIdentityParts, "head" | "locks">): Uint8Array {
  const inOrder = [...locks].sort(([a], [b]) => a - b);
  return Uint8Array.of(...head, inOrder.length, ...inOrder.flatMap(([, lock]) => [...lock]));
}

/**
 * Takes a sealed identity apart; needs no secret.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownLock
 */
export function parseSealedIdentity(sealed: Uint8Array): SealedIdentityParts {
  const header = IDENTITY.decode(sealed);
  if (sealed.length <= HEAD_LENGTH + CHECK_LENGTH) throw IDENTITY.invalid("is too short");
  const head = sealed.slice(0, HEAD_LENGTH);
  const end = sealed.length - CHECK_LENGTH;
  const locks = parseLocks({ encoded: sealed.subarray(HEAD_LENGTH + 1, end), count: sealed[HEAD_LENGTH] ?? 0 });
  return { header, head, locks, check: sealed.slice(end) };
}

function parseLocks({ encoded, count }: { encoded: Uint8Array; count: number }): Map<number, Uint8Array> {
  const locks = new Map<number, Uint8Array>();
  let at = 0;
  let previous = 0;
  for (let lock = 0; lock < count; lock++) {
    const code = encoded[at];
    if (code === undefined) throw IDENTITY.invalid("has fewer locks than it says");
    const length = lockLength(encoded.subarray(at));
    if (length === undefined) {
      const message = "The sealed identity has a lock that is not known here.";
      throw new KontorError({ code: "UnknownLock", message, details: { lock: code } });
    }
    if (code <= previous) throw IDENTITY.invalid("has its locks out of order");
    if (at + length > encoded.length) throw IDENTITY.invalid("is too short");
    locks.set(code, encoded.slice(at, at + length));
    at += length;
    previous = code;
  }
  if (count === 0 || at !== encoded.length) {
    throw IDENTITY.invalid("does not end where its locks do");
  }
  return locks;
}
