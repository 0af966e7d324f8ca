import { z } from "zod";

/**
 * What every refusal answers, whatever its status. `code` is one of protocol/errors/codes.ts; it stays text here, so
 * that an older client can still read a newer service's refusal.
 */
export const errorResponseSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      hints: z.array(z.string()),
      /** Whether the same request can succeed later, unchanged. */
      retryable: z.boolean(),
      details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  })
  .meta({ id: "Error" });

export type ErrorResponse = z.infer<typeof errorResponseSchema>;
