import { KontorError } from "../errors/kontor-error.ts";

/** The last two code points of every plane, and U+FDD0 to U+FDEF: never assigned to a character (RFC 7493, 2.1). */
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;

/**
 * Refuses text that two readers could take for different things: lone surrogates, NUL, noncharacters, and anything that
 * isn't in Unicode's normal form C. Nothing is repaired: the author sees it and decides.
 * @param parameters.pointer where the text stands, for the error.
 * @throws InvalidText
 */
export function checkText({ text, pointer }: { text: string; pointer: string }): void {
  const problem = textProblem(text);
  if (problem === undefined) return;
  throw new KontorError({
    code: "InvalidText",
    message: `Text at ${pointer === "" ? "the top" : pointer.slice(0, 200)} ${problem}.`,
    details: { pointer: pointer.slice(0, 200), problem },
  });
}

function textProblem(text: string): string | undefined {
  if (!text.isWellFormed()) return "has half of a surrogate pair";
  if (text.includes("\0")) return "has a NUL";
  if (NONCHARACTER.test(text)) return "has a noncharacter code point";
  if (text.normalize("NFC") !== text) return "is not in Unicode normal form C";
  return undefined;
}
