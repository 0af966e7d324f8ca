import type { Keyring } from "#client/keys/keyring.ts";

/**
 * Holds an unlocked member's keys in this page's memory only, never in storage. Locking, signing out, another account
 * and closing the tab all forget them.
 */
export type KeyHolder = {
  current: () => Keyring | undefined;
  unlock: (keyring: Keyring) => void;
  lock: () => void;
  subscribe: (listener: () => void) => () => void;
};

export function createKeyHolder(): KeyHolder {
  let held: Keyring | undefined;
  const listeners = new Set<() => void>();
  const hold = (keyring: Keyring | undefined) => {
    held = keyring;
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
