import { describe, expect, it } from "vitest";
import { createLockSignal } from "#app/runtime/lock-signal.ts";

/** The storage of a browser, and its pages. */
function browser() {
  const kept = new Map<string, string>();
  const pages: EventTarget[] = [];
  const open = ({ openChannel = null }: Pick<Parameters<typeof createLockSignal>[0] & object, "openChannel"> = {}) => {
    const page = new EventTarget();
    pages.push(page);
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const signal = createLockSignal({ storage, page, openChannel });
    let heard = 0;
    signal.subscribe(() => {
      heard += 1;
    });
    return { signal, page, heard: () => heard };
  };
  return { open };
}

describe("the lock signal", () => {
  it("default: reaches the other pages by the channel, each once, and not the one that gave it", async () => {
    const { open } = browser();
    const name = crypto.randomUUID();
    const channels: BroadcastChannel[] = [];
    const openChannel = () => {
      const channel = new BroadcastChannel(name);
      channels.push(channel);
      return channel;
    };
    const [one, other] = [open({ openChannel }), open({ openChannel })];
    one.signal.announce();
    await expect.poll(other.heard).toBe(1);
    other.page.dispatchEvent(new Event("storage"));
    expect([one.heard(), other.heard()]).toEqual([0, 1]);
    for (const channel of channels) channel.close();
  });

  it("behavior: without a channel the storage event does", () => {
    const { open } = browser();
    const [one, other] = [open(), open()];
    one.signal.announce();
    other.page.dispatchEvent(new Event("storage"));
    one.page.dispatchEvent(new Event("storage"));
    expect([one.heard(), other.heard()]).toEqual([0, 1]);
  });

  it("attack: a page that slept through it locks when it is shown again", () => {
    const { open } = browser();
    const [one, other] = [open(), open()];
    one.signal.announce();
    expect(other.heard()).toBe(0);
    other.page.dispatchEvent(new Event("pageshow"));
    expect(other.heard()).toBe(1);
  });

  it("behavior: a page that was opened later does not lock for what was before it", () => {
    const { open } = browser();
    open().signal.announce();
    const late = open();
    late.page.dispatchEvent(new Event("storage"));
    expect(late.heard()).toBe(0);
  });
});
