/** As the browsers say it, and Vite for a style sheet. */
const FAILURES =
  /dynamically imported module|Importing a module script failed|Unable to preload CSS|module script.*MIME type/i;

/** Whether a part of the app itself could not be loaded: the connection broke, or another version was installed meanwhile. */
export function isChunkFailure(error: unknown): boolean {
  return error instanceof Error && FAILURES.test(error.message);
}
