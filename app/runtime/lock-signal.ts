/** Tells the other pages of this browser to lock, and hears them say so. */
export type LockSignal = {
  announce: () => void;
  /** Heard at once, or when a page that slept meanwhile wakes up. */
  subscribe: (listener: () => void) => () => void;
};

const NAME = "kontor.locked";

export type LockSignalParameters = {
  /** Shared by all pages of this browser, and telling the others of a change by a `storage` event. */
  storage?: Pick<Storage, "getItem" | "setItem">;
  page?: EventTarget;
  openChannel?: (() => Pick<BroadcastChannel, "postMessage" | "addEventListener">) | null;
};

/**
 * By a BroadcastChannel, and by a mark in the browser's storage for pages that the channel does not reach: an old browser's, one that
 * was frozen, or one that comes back with the back button. The mark is a random name and says nothing.
 */
export function createLockSignal(parameters: LockSignalParameters = {}): LockSignal {
  const { storage = localStorage, page = window } = parameters;
  const { openChannel = "BroadcastChannel" in globalThis ? () => new BroadcastChannel(NAME) : null } = parameters;
  const listeners = new Set<() => void>();
  let seen = storage.getItem(NAME);
  const hear = (mark: unknown) => {
    if (typeof mark !== "string" || mark === seen) return;
    seen = mark;
    for (const listener of listeners) listener();
  };
  const channel = openChannel?.() ?? null;
  channel?.addEventListener("message", ({ data }) => hear(data));
  const look = () => hear(storage.getItem(NAME));
  for (const type of ["storage", "pageshow", "focus"]) page.addEventListener(type, look);
  return {
    announce() {
      seen = crypto.randomUUID();
      channel?.postMessage(seen);
      storage.setItem(NAME, seen);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
