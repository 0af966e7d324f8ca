import { z } from "zod";

/** A day that exists, ISO 8601: `1996-07-04`. */
export const isoDate = z.iso.date({ error: "is not a date such as 1996-07-04" });

/** An instant in UTC, ISO 8601: `2026-01-31T09:30:00Z`, fractions of a second allowed. */
export const isoInstant = z.iso.datetime({ error: "is not a time in UTC such as 2026-01-31T09:30:00Z" });
