import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { expectLength } from "../bytes/expect-length.ts";

const LABEL = new TextEncoder().encode("kontor/salt/1");

/** 32 random bytes from which all salts of one entry come: whoever has it can open every field. */
export const ENTRY_SECRET_LENGTH = 32;

/**
 * `salt_i = HMAC-SHA256(entrySecret, "kontor/salt/1" ‖ u32(i))` for i from 0 to `count - 1`. One salt opens one field and
 * says nothing of the others.
 * @throws InvalidLength
 */
export function deriveSalts({ entrySecret, count }: { entrySecret: Uint8Array; count: number }): Uint8Array[] {
  expectLength({ bytes: entrySecret, length: ENTRY_SECRET_LENGTH, name: "The entry secret" });
  // Keyed once: the key's two blocks would otherwise be half of the work.
  const keyed = hmac.create(sha256, entrySecret).update(LABEL);
  const index = new Uint8Array(4);
  const view = new DataView(index.buffer);
  let state = keyed.clone();
  return Array.from({ length: count }, (_, position) => {
    view.setUint32(0, position);
    state = keyed._cloneInto(state);
    return state.update(index).digest();
  });
}
