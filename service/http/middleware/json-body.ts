import type { MiddlewareHandler } from "hono";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseStrictJson } from "#protocol/json/parse-strict-json.ts";
import type { AppEnv } from "../app-env.ts";
import { readBody } from "../read-body.ts";

/** Arrays of objects is the most that a request holds. */
const MAX_DEPTH = 4;
/** 500 items of three members, and some. */
const MAX_FIELDS = 2_000;

/**
 * Reads a JSON body within a limit and refuses what parsers disagree about (duplicate members, numbers out of range,
 * lone surrogates), before the schema sees it.
 *
 * @throws KontorError BodyTooLarge, UnsupportedMediaType, ContentEncodingRefused, UploadBroken, InvalidJson, InvalidText,
 * JsonTooLarge
 */
export function jsonBody({ limit }: { limit: number }): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    if (!/^application\/json *(?:;|$)/i.test(context.req.header("content-type") ?? "")) {
      throw new KontorError({ code: "UnsupportedMediaType", message: "Send the body as application/json." });
    }
    const { bytes } = await readBody({ request: context.req.raw, limit });
    parseStrictJson(bytes, { bytes: limit, depth: MAX_DEPTH, fields: MAX_FIELDS });
    // Hono's validator reads the body from this cache: as a promise, whatever its type says.
    Object.assign(context.req.bodyCache, { text: Promise.resolve(Buffer.from(bytes).toString("utf8")) });
    await next();
  };
}
