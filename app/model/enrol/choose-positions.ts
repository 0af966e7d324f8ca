import { type RandomBytes, secureRandomBytes } from "#protocol/bytes/random-bytes.ts";

/** `count` different positions of `total`, counted from 1, in ascending order: the words to ask back. */
export function choosePositions(parameters: { count: number; total: number; randomBytes?: RandomBytes }): number[] {
  const { count, total, randomBytes = secureRandomBytes } = parameters;
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, total)) {
    for (const byte of randomBytes(32)) {
      if (chosen.size < count && byte < 256 - (256 % total)) chosen.add((byte % total) + 1);
    }
  }
  return [...chosen].sort((one, other) => one - other);
}
