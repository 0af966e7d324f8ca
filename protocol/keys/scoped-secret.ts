import { KontorError } from "../errors/kontor-error.ts";
import { deriveSectionKey } from "./section-key.ts";
import { SCOPE_ALL } from "./wrap-header.ts";

/**
 * What a wrap of a scope holds: the customer secret, or only one kind's section key.
 * @throws InvalidLength, UnknownKind
 */
export function narrowSecret({ customerSecret, scope }: { customerSecret: Uint8Array; scope: number }): Uint8Array {
  return scope === SCOPE_ALL ? customerSecret : deriveSectionKey({ customerSecret, kind: scope });
}

/**
 * The section key of a kind, from what a wrap of a scope held.
 * @throws OutOfScope when the scope is another kind, InvalidLength, UnknownKind
 */
export function sectionKeyFrom({
  secret,
  scope,
  kind,
}: {
  /** What unwrapping gave. */
  secret: Uint8Array;
  /** The wrap's. */
  scope: number;
  kind: number;
}): Uint8Array {
  if (scope === SCOPE_ALL) return deriveSectionKey({ customerSecret: secret, kind });
  if (scope === kind) return secret;
  throw new KontorError({
    code: "OutOfScope",
    message: "The key is for another kind of entries.",
    details: { scope, kind },
  });
}
