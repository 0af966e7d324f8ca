import { z } from "zod";
import { problemOfRule } from "../problem-kinds.ts";

/** UTF-8 bytes in one text field. */
const MAX_TEXT_BYTES = 100_000;

/** Controls (Cc): C0, DEL and C1. They are invisible, move a terminal's cursor, and no name or note needs them. */
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/u;
const VISIBLE = /\P{White_Space}/u;

/**
 * Text in one line. Bidirectional controls, zero-width characters and emoji are kept as they are: names in right-to-left
 * and joining scripts need them. Whoever shows text isolates it.
 */
export const lineText = text(CONTROL, "has a control character");

/** Text in many lines: line feed and tab are allowed, and no other control. A form turns CR LF into LF before. */
export const paragraphText = text(CONTROL_BUT_LINES, "has a control character that is neither line feed nor tab");

function text(refused: RegExp, problem: string) {
  return z
    .string()
    .refine(
      (value) => VISIBLE.test(value),
      problemOfRule({ kind: "empty", words: "is empty: leave the field out instead" }),
    )
    .refine((value) => !refused.test(value), problemOfRule({ kind: "text", words: problem }))
    .refine((value) => value.length * 3 <= MAX_TEXT_BYTES || utf8Length(value) <= MAX_TEXT_BYTES, {
      ...problemOfRule({ kind: "tooLong", words: `is over ${MAX_TEXT_BYTES} bytes`, limit: MAX_TEXT_BYTES }),
    });
}

function utf8Length(value: string): number {
  return new TextEncoder().encode(value).length;
}
