import type { HistoryEvent, HistoryEventName } from "./history-event.ts";

/** A point on the chain's line of time: an event's place, or (without a block) an end that was set beforehand. */
export type Instant = { timestamp: bigint; block: bigint | null; logIndex: number | null };

/** The event that something follows from. */
export type Basis = { event: HistoryEventName; block: bigint; logIndex: number };

/** Where a span begins or ends, and by which event. */
export type Bound = { instant: Instant; basis: Basis };

/** From an event on, until an event, a set end, or (null) no end that is known. */
export type Span = { from: Bound; to: Bound | null };

/** Negative when `a` is before `b`. An end counts from its second on: it is before what happens in a block of that second. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? -1 : 1;
  if (a.block === null || b.block === null) return Number(a.block !== null) - Number(b.block !== null);
  if (a.block !== b.block) return a.block < b.block ? -1 : 1;
  return (a.logIndex ?? 0) - (b.logIndex ?? 0);
}

/** The bound that an event makes. */
export function boundOf({ name, block, timestamp, logIndex }: HistoryEvent): Bound {
  return { instant: { timestamp, block, logIndex }, basis: { event: name, block, logIndex } };
}

/** The bound that an event sets for a later time. */
export function endAt({ until, event }: { until: bigint; event: HistoryEvent }): Bound {
  return { instant: { timestamp: until, block: null, logIndex: null }, basis: boundOf(event).basis };
}

/** When all of several conditions hold: of each, its spans. */
export function intersectSpans(conditions: readonly (readonly Span[])[]): Span[] {
  const [first = [], ...rest] = conditions;
  return rest.reduce<Span[]>(
    (spans, others) => spans.flatMap((span) => others.flatMap((other) => overlap(span, other))),
    [...first],
  );
}

/** When at least one of several conditions holds; spans that touch or overlap become one. */
export function uniteSpans(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const span of spans.toSorted((a, b) => compareInstants(a.from.instant, b.from.instant))) {
    const last = united.at(-1);
    if (last === undefined || (last.to !== null && compareInstants(last.to.instant, span.from.instant) < 0)) {
      united.push(span);
    } else united[united.length - 1] = { from: last.from, to: later(last.to, span.to) };
  }
  return united;
}

function overlap(a: Span, b: Span): Span[] {
  const from = compareInstants(a.from.instant, b.from.instant) >= 0 ? a.from : b.from;
  const to = earlier(a.to, b.to);
  return to !== null && compareInstants(to.instant, from.instant) <= 0 ? [] : [{ from, to }];
}

function earlier(a: Bound | null, b: Bound | null): Bound | null {
  if (a === null || b === null) return a ?? b;
  return compareInstants(a.instant, b.instant) <= 0 ? a : b;
}

function later(a: Bound | null, b: Bound | null): Bound | null {
  if (a === null || b === null) return null;
  return compareInstants(a.instant, b.instant) >= 0 ? a : b;
}
