import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { followEvents } from "#app/queries/follow-events.ts";

const CUSTOMER = `0x${"ab".repeat(32)}`;
const ENTRY = {
  customer: CUSTOMER,
  sequence: 1,
  steward: `0x${"11".repeat(20)}`,
  author: `0x${"22".repeat(20)}`,
  kind: 1,
  head: `0x${"cd".repeat(32)}`,
  blockNumber: 3,
  transactionHash: `0x${"ef".repeat(32)}`,
};

/** A stream that the test speaks into. */
class Stream extends EventTarget {
  closed = false;
  close(): void {
    this.closed = true;
  }
  say(type: string, data: string): void {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

function follow() {
  vi.useFakeTimers();
  const stream = new Stream();
  const queryClient = new QueryClient();
  const asked: string[] = [];
  vi.spyOn(queryClient, "invalidateQueries").mockImplementation(async (filters) => {
    asked.push(JSON.stringify(filters?.queryKey));
  });
  const open = () => stream as unknown as EventSource;
  return { stream, asked, stop: followEvents({ queryClient, open, interval: 1_000 }) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("followEvents", () => {
  it("default: an entry renews its customer and the lists", () => {
    const { stream, asked } = follow();
    stream.say("entry", JSON.stringify(ENTRY));
    vi.advanceTimersByTime(1_000);
    const lists = [["customers"], ["access"], ["mine"], ["erasure"]];
    expect(asked).toEqual([["customer", CUSTOMER], ...lists].map((key) => JSON.stringify(key)));
  });

  it("behavior: a hundred entries of one customer are asked for once", () => {
    const { stream, asked } = follow();
    for (let round = 0; round < 100; round++) stream.say("entry", JSON.stringify(ENTRY));
    vi.advanceTimersByTime(1_000);
    expect(asked.filter((key) => key.includes(CUSTOMER))).toHaveLength(1);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it("behavior: a change of roles, grants or keys renews whatever they decide, what was decrypted too", () => {
    const { stream, asked } = follow();
    stream.say("directory", "{}");
    vi.advanceTimersByTime(1_000);
    for (const key of ["session", "access", "organisation-secrets", "mine", "customers", "customer"]) {
      expect(asked).toContain(JSON.stringify([key]));
    }
  });

  it("error: what does not parse is passed over", () => {
    const { stream, asked } = follow();
    stream.say("entry", "{");
    stream.say("entry", JSON.stringify({ ...ENTRY, customer: "x" }));
    vi.advanceTimersByTime(1_000);
    expect(asked).toEqual([]);
  });

  it("behavior: a reorganisation renews everything read from the chain", () => {
    const { stream, asked } = follow();
    stream.say("reorg", "{}");
    vi.advanceTimersByTime(1_000);
    expect(asked).toContain(JSON.stringify(["customer"]));
    expect(asked).toContain(JSON.stringify(["members"]));
  });

  it("behavior: after stopping nothing is asked and the stream is closed", () => {
    const { stream, asked, stop } = follow();
    stream.say("directory", "{}");
    stop();
    vi.advanceTimersByTime(1_000);
    expect(asked).toEqual([]);
    expect(stream.closed).toBe(true);
  });
});
