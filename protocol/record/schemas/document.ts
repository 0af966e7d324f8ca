import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { z } from "zod";
import { isoDate } from "./dates.ts";
import { correctingRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

/** Bytes of a file inside a record; a larger one is named by its hash only. */
const MAX_CONTENT_BYTES = 512 * 1024;

const MAX_BASE64_LENGTH = Math.ceil(MAX_CONTENT_BYTES / 3) * 4;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** A file: what it is, its hash, and when it is small the file itself. */
export const documentSchema = z
  .strictObject({
    ...correctingRecord("document/1"),
    title: lineText,
    description: paragraphText.exactOptional(),
    fileName: lineText.exactOptional(),
    date: isoDate.exactOptional(),
    /** RFC 6838, lower case, without parameters. */
    mediaType: z.string().regex(MEDIA_TYPE, { error: "is not a media type such as application/pdf" }),
    /** Bytes. */
    size: z.int().min(0),
    /** As `sha256sum` prints it. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: "is not 64 lower-case hexadecimal digits" }),
    /** RFC 4648 base64 with padding. */
    content: z
      .string()
      .max(MAX_BASE64_LENGTH, { error: `is over ${MAX_CONTENT_BYTES} bytes` })
      .exactOptional(),
  })
  .check(({ value, issues }) => {
    const problem = value.content === undefined ? undefined : contentProblem({ ...value, content: value.content });
    if (problem !== undefined) issues.push({ code: "custom", path: ["content"], message: problem, input: undefined });
  });

export type Document = z.infer<typeof documentSchema>;

function contentProblem(file: { content: string; size: number; sha256: string }): string | undefined {
  const bytes = decodeBase64(file.content);
  if (bytes === undefined) return "is not base64 (RFC 4648) in its one form";
  if (bytes.length !== file.size) return "is not of the size that is named";
  if (bytesToHex(sha256(bytes)) !== file.sha256) return "doesn't have the SHA-256 that is named";
  return undefined;
}

/** `undefined` for anything that encodes the same bytes another way: white space, no padding, stray low bits. */
function decodeBase64(text: string): Uint8Array | undefined {
  if (!BASE64.test(text) || text.length % 4 !== 0) return undefined;
  const binary = atob(text);
  return btoa(binary) === text ? Uint8Array.from(binary, (byte) => byte.charCodeAt(0)) : undefined;
}
