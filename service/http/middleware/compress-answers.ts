import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";
import type { AppEnv } from "../app-env.ts";

/** Under this many bytes a packet is a packet, and the compressed form may be the longer one. */
const MIN_BYTES = 1_024;

/** JSON and text, except streams. Ciphertext does not get shorter. */
const COMPRESSIBLE = /^(?:application\/json|text\/(?!event-stream))/;

const compress = promisify(gzip);

/**
 * Compresses JSON and text for who accepts gzip, off the event loop. Answers with an ETag stay as they are: a strong one names the
 * very bytes.
 */
export function compressAnswers(): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    await next();
    const { res, req } = context;
    if (!COMPRESSIBLE.test(res.headers.get("Content-Type") ?? "") || req.method === "HEAD" || res.body === null) return;
    if (res.headers.has("Content-Encoding") || res.headers.has("ETag") || res.headers.has("Content-Range")) return;
    res.headers.append("Vary", "Accept-Encoding");
    const encoding = accepts(context, {
      header: "Accept-Encoding",
      supports: ["gzip"],
      default: "identity",
      match: (offers) => (offers.some(({ type, q }) => type === "gzip" && q > 0) ? "gzip" : "identity"),
    });
    if (encoding !== "gzip") return;
    const bytes = Buffer.from(await res.arrayBuffer());
    const isWorthIt = bytes.length >= MIN_BYTES;
    const body = isWorthIt ? await compress(bytes) : bytes;
    context.res = new Response(Uint8Array.from(body), res);
    context.res.headers.set("Content-Length", String(body.length));
    if (isWorthIt) context.res.headers.set("Content-Encoding", "gzip");
  };
}
