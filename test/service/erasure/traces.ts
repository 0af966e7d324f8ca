import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A long needle may be torn apart by page ends: pieces of it are looked for. */
const PIECE = 32;
const STRIDE = 256;

/** Names of those needles of which a piece is anywhere in any file of a directory, write-ahead logs included. */
export function findTraces({
  directory,
  needles,
}: {
  directory: string;
  needles: Readonly<Record<string, Uint8Array>>;
}): string[] {
  const files = readdirSync(directory).map((name) => join(directory, name));
  const contents = files.filter((path) => existsSync(path)).map((path) => readFileSync(path));
  return Object.entries(needles)
    .filter(([, bytes]) => {
      for (let at = 0; at + PIECE <= bytes.length; at += STRIDE) {
        const piece = Buffer.from(bytes.subarray(at, at + PIECE));
        if (contents.some((content) => content.includes(piece))) return true;
      }
      return false;
    })
    .map(([name]) => name);
}
