import { lockTypesOf } from "#protocol/keys/change-locks.ts";
import type { LockType } from "#protocol/keys/identity-lock.ts";
import { getSealedIdentity } from "../service/identity.ts";
import type { Service } from "../service/service.ts";

/** The ways into the caller's stored identity; empty where none is stored. What opens it on another device is the same. */
export async function storedLocks({ service }: { service: Service }): Promise<LockType[]> {
  const stored = await getSealedIdentity({ service });
  return stored === null ? [] : lockTypesOf(stored.sealed);
}
