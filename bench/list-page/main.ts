import { createWorkerOpener } from "#app/runtime/open-in-worker.ts";
import { openBatch } from "#client/read/open-batch.ts";
import { decodeBase64 } from "#protocol/api/base64.ts";
import type { ListMeasurement, MeasureList, SentTask } from "./measure-list.ts";

/** As many as the dApp's list opens at once. */
const PART = 40;

/** Opens a list as the dApp does, part by part, while messages to the page itself tell how long it keeps anything waiting. */
const measureList: MeasureList = async ({ where, tasks: sent }) => {
  const tasks = sent.map(received);
  const open = where === "worker" ? createWorkerOpener() : openBatch;
  await open(tasks.slice(0, 1));
  const stop = watchBlocking();
  const begun = performance.now();
  let opened = 0;
  for (let at = 0; at < tasks.length; at += PART) {
    const results = await open(tasks.slice(at, at + PART));
    opened += results.filter((result) => "record" in result).length;
  }
  const took = performance.now() - begun;
  return { longestBlock: await stop(), took, opened } satisfies ListMeasurement;
};

function received({ envelope, context, sectionKey, shredShare, ...expected }: SentTask) {
  return {
    envelope: decodeBase64(envelope),
    expected: {
      ...expected,
      context: { ...context, chainId: BigInt(context.chainId), sequence: BigInt(context.sequence) },
    },
    candidates: [{ sectionKey: decodeBase64(sectionKey), shredShare: decodeBase64(shredShare) }],
  };
}

/** Sends itself a message as soon as the last one has arrived; the longest wait is how long a key press could have waited. */
function watchBlocking(): () => Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  let ended: ((longest: number) => void) | undefined;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (ended === undefined) port2.postMessage(null);
    else ended(longest);
  };
  port2.postMessage(null);
  return () => new Promise((resolve) => (ended = resolve));
}

Object.assign(window, { measureList });
