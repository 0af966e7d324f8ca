import type { Identity } from "#client/keys/identity.ts";

/**
 * Holds an unlocked member's identity key in this page's memory only, never in storage. Locking, signing out, another account
 * and closing the tab all forget it.
 */
export type KeyHolder = {
  current: () => Identity | undefined;
  unlock: (identity: Identity) => void;
  lock: () => void;
  subscribe: (listener: () => void) => () => void;
};

export function createKeyHolder(): KeyHolder {
  let held: Identity | undefined;
  const listeners = new Set<() => void>();
  const hold = (identity: Identity | undefined) => {
    held = identity;
    for (const listener of listeners) listener();
  };
  return {
    current: () => held,
    unlock: hold,
    lock: () => hold(undefined),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
