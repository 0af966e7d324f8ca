import { openBatch } from "#client/read/open-batch.ts";
import type { OpeningAnswer, OpeningRequest } from "./open-in-worker.ts";

/* Opens envelopes beside the page, so that a long list decrypts while its user types. Keeps nothing between two batches. */

addEventListener("message", async ({ data }: MessageEvent<OpeningRequest>) => {
  const answer: OpeningAnswer = { id: data.id, results: await openBatch(data.tasks) };
  postMessage(answer);
});
