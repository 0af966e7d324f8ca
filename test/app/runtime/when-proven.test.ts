import { describe, expect, it } from "vitest";
import { whenProven } from "#app/runtime/when-proven.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

const notProven = () => new KontorError({ code: "PossessionNotProven", message: "Not yet.", retryable: true });

describe("waiting for a proof", () => {
  it("default: tries again until it is given", async () => {
    let waits = 0;
    let tries = 0;
    const act = async () => {
      tries += 1;
      if (tries < 3) throw notProven();
      return "done";
    };
    const { signal } = new AbortController();
    expect(await whenProven({ act, onWaiting: () => (waits += 1), signal, interval: 0 })).toBe("done");
    expect(waits).toBe(2);
  });

  it("error: anything else is thrown at once", async () => {
    const refused = new KontorError({ code: "MissingRole", message: "No." });
    const act = () => Promise.reject(refused);
    const { signal } = new AbortController();
    await expect(whenProven({ act, onWaiting: () => {}, signal, interval: 0 })).rejects.toBe(refused);
  });

  it("behavior: stops on the signal, between tries", async () => {
    const stop = new AbortController();
    const act = () => Promise.reject(notProven());
    const waiting = whenProven({ act, onWaiting: () => stop.abort(), signal: stop.signal, interval: 0 });
    await expect(waiting).rejects.toMatchObject({ code: "Aborted" });
  });
});
