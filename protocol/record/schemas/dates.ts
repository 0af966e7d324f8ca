import { z } from "zod";
import { problemOfRule } from "../problem-kinds.ts";

/** A day that exists, ISO 8601: `1996-07-04`. */
export const isoDate = z.iso.date({ error: "is not a date such as 1996-07-04" });

const MONTH = /^[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?$/;

/** A day, a month or a year, as far as it is known, ISO 8601: `1996-07-04`, `1996-07`, `1996`. */
export const partialDate = z.string().refine((value) => MONTH.test(value) || isoDate.safeParse(value).success, {
  ...problemOfRule({
    kind: "partialDate",
    words: "is not a year, a month or a date such as 1996, 1996-07 or 1996-07-04",
  }),
});

/** An instant in UTC, ISO 8601: `2026-01-31T09:30:00Z`, fractions of a second allowed. */
export const isoInstant = z.iso.datetime({ error: "is not a time in UTC such as 2026-01-31T09:30:00Z" });
