import { KontorError } from "../errors/kontor-error.ts";
import type { HistoryEvent } from "./history-event.ts";

/** A moment to ask about: after everything that had happened by this time, and by this block where one is named. */
export type AskedMoment = {
  /** Unix time in seconds; for a block, its own. */
  timestamp: bigint;
  block?: bigint;
};

/**
 * The events up to a moment, in the order of the chain, each once, with hexadecimal in lower case: whoever collected them may
 * have them in any order, and some of them twice.
 * @throws InvalidArgument when two events claim one place, or time runs backwards between blocks
 */
export function orderHistory({
  events,
  at,
}: {
  events: readonly HistoryEvent[];
  at: AskedMoment;
}): readonly HistoryEvent[] {
  const isBy = ({ block, timestamp }: HistoryEvent): boolean =>
    timestamp <= at.timestamp && (at.block === undefined || block <= at.block);
  const ordered = events.map(lowerCase).sort((a, b) => Number(a.block - b.block) || a.logIndex - b.logIndex);
  const kept: HistoryEvent[] = [];
  for (const event of ordered) {
    const before = kept.at(-1);
    if (before !== undefined && before.block === event.block && before.logIndex === event.logIndex) {
      if (!isSame(before, event)) throw invalidHistory("has two events in one place");
    } else if (before !== undefined && isOutOfTime({ before, event })) {
      throw invalidHistory("has a block of two times, or one before an earlier block in time");
    } else kept.push(event);
  }
  return kept.filter(isBy);
}

function lowerCase(event: HistoryEvent): HistoryEvent {
  const entries = Object.entries(event).map(([name, value]) => [
    name,
    typeof value === "string" && value.startsWith("0x") ? value.toLowerCase() : value,
  ]);
  return Object.fromEntries(entries);
}

function isOutOfTime({ before, event }: { before: HistoryEvent; event: HistoryEvent }): boolean {
  return before.block === event.block ? before.timestamp !== event.timestamp : before.timestamp > event.timestamp;
}

function isSame(a: HistoryEvent, b: HistoryEvent): boolean {
  const [left, right]: Record<string, unknown>[] = [a, b];
  return Object.keys({ ...a, ...b }).every((name) => left?.[name] === right?.[name]);
}

function invalidHistory(problem: string): KontorError {
  return new KontorError({ code: "InvalidArgument", message: `The history ${problem}.` });
}
