/**
 * Every error code of the project, by the part that raises it. A code is stable: programs and tests match on it, people
 * read the message beside it.
 */
export const ERROR_CODES = [
  // Anywhere
  "InvalidArgument",
  "InvariantBroken",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
