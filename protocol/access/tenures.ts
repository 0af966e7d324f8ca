import { NO_END } from "../chain/grants.ts";
import type { HistoryEvent } from "./history-event.ts";
import { type Bound, boundOf, compareInstants, endAt, type Span } from "./span.ts";

/** What an event does to something that one account has: gives it (until a time), or takes it away. */
export type Change =
  | { event: HistoryEvent; gives: true /** Unix seconds; the highest uint64 for no end. */; until: bigint }
  | { event: HistoryEvent; gives: false };

/**
 * When something was had, from the changes to it in the order of the chain. To be given what one has moves its end; what has
 * ended can't be taken any more.
 */
function tenuresOf(changes: readonly Change[]): Span[] {
  const spans: Span[] = [];
  let open: { from: Bound; to: Bound | null } | undefined;
  for (const change of changes) {
    const now = boundOf(change.event);
    if (open !== undefined && open.to !== null && compareInstants(open.to.instant, now.instant) <= 0) {
      spans.push(open);
      open = undefined;
    }
    if (change.gives) {
      const to: Bound | null = change.until === NO_END ? null : endAt({ until: change.until, event: change.event });
      open = { from: open?.from ?? now, to };
    } else if (open !== undefined) {
      spans.push({ from: open.from, to: now });
      open = undefined;
    }
  }
  return open === undefined ? spans : [...spans, open];
}

/** Changes by who or what they are about, each list in the order of the chain. */
export class Changes {
  readonly #byKey = new Map<string, Change[]>();

  add({ key, change }: { key: string; change: Change }): void {
    const changes = this.#byKey.get(key);
    if (changes === undefined) this.#byKey.set(key, [change]);
    else changes.push(change);
  }

  spansOf(key: string): Span[] {
    return tenuresOf(this.#byKey.get(key) ?? []);
  }
}
