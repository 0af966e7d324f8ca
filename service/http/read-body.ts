import { createHash } from "node:crypto";
import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type ReadBody = { bytes: Uint8Array; sha256: Hex };

/**
 * Reads a request's body up to a limit, hashing as it comes. Compressed bodies are refused: a limit says nothing about
 * what they hold.
 *
 * @throws KontorError BodyTooLarge, ContentEncodingRefused, UploadBroken
 */
export async function readBody({ request, limit }: { request: Request; limit: number }): Promise<ReadBody> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    throw new KontorError({ code: "ContentEncodingRefused", message: "Send the body without a Content-Encoding." });
  }
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > limit) throw tooLarge(limit);
  const hash = createHash("sha256");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(request)) {
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    hash.update(chunk);
    chunks.push(chunk);
  }
  if (declared !== null && Number(declared) !== length) throw broken(undefined);
  return { bytes: Buffer.concat(chunks, length), sha256: `0x${hash.digest("hex")}` };
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw broken(cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Stops the sender where the body was too long; does nothing where it was read to its end.
    reader.cancel().catch(() => undefined);
  }
}

function tooLarge(limit: number): KontorError {
  return new KontorError({
    code: "BodyTooLarge",
    message: `The body has more than ${limit} bytes.`,
    details: { limit },
  });
}

function broken(cause: unknown): KontorError {
  return new KontorError({
    code: "UploadBroken",
    message: "The body ended early. Nothing was stored.",
    retryable: true,
    cause,
  });
}
