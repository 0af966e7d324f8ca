import { INITIAL_VIEW, type View } from "#app/model/customers/arrange-customers.ts";

export type ViewStore = {
  current: () => View;
  /** Changing anything but the page goes back to the first page. */
  change: (change: Partial<View>) => void;
  reset: () => void;
  subscribe: (listener: () => void) => () => void;
};

/** Remembers the list's view while the member looks at a customer and comes back. In memory only: what is searched for is personal data. */
export function createViewStore(): ViewStore {
  let view = INITIAL_VIEW;
  const listeners = new Set<() => void>();
  const put = (next: View) => {
    view = next;
    for (const listener of listeners) listener();
  };
  return {
    current: () => view,
    change: (change) => put({ ...view, page: 1, ...change }),
    reset: () => put(INITIAL_VIEW),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
