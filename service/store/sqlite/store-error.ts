import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";

/* Result codes of SQLite (sqlite3.h); extended codes carry them in their low byte. */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_IOERR_WRITE = SQLITE_IOERR | (3 << 8);

/** What a failure of SQLite means to the caller. SQL, values and paths stay in the cause. */
export function toStoreError(error: unknown): KontorError {
  if (isKontorError(error)) return error;
  const code = resultCodeOf(error);
  const primary = code & 0xff;
  if (primary === SQLITE_FULL || code === SQLITE_IOERR_WRITE) {
    return new KontorError({
      code: "StorageFull",
      message: "The service has no room left to store this. Nothing was stored.",
      hints: ["The operator has to free or add disk space."],
      retryable: true,
      cause: error,
    });
  }
  if (primary === SQLITE_BUSY || primary === SQLITE_LOCKED) {
    return new KontorError({
      code: "StoreBusy",
      message: "The service's store is busy. Nothing was stored.",
      retryable: true,
      cause: error,
    });
  }
  return new KontorError({
    code: "StoreFailed",
    message: "The service's store failed.",
    retryable: primary === SQLITE_IOERR,
    cause: error,
  });
}

function resultCodeOf(error: unknown): number {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;
}
