import { isKontorError, KontorError, type KontorErrorParameters } from "#protocol/errors/kontor-error.ts";

/* Result codes of SQLite (sqlite3.h); extended codes carry them in their low byte. */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
const SQLITE_IOERR_WRITE = SQLITE_IOERR | (3 << 8);

type Meaning = Pick<KontorErrorParameters, "code" | "message" | "hints" | "retryable">;

/**
 * What a failure of SQLite means to the caller. The file stands in `details.file`, for the operator (HTTP leaves it out); SQL
 * and values stay in the cause.
 */
export function toStoreError({ error, file }: { error: unknown; file: string }): KontorError {
  if (isKontorError(error)) return error;
  const meaning = isRefusedByTheSystem(error) ? NOT_WRITABLE : meaningOf(resultCodeOf(error));
  return new KontorError({ ...meaning, details: { file }, cause: error });
}

/** A file that is not as it was written. */
export function storeDamaged({ file }: { file: string }): KontorError {
  return new KontorError({ ...DAMAGED, details: { file } });
}

const DAMAGED: Meaning = {
  code: "StoreDamaged",
  message: "A file of the service's store is damaged.",
  hints: [
    "Stop the service and keep the damaged file: what is whole in it can be read out (sqlite3 FILE .recover).",
    "Put the newest whole backup in its place, then look at what is missing: kontor store check.",
  ],
};

const NOT_WRITABLE: Meaning = {
  code: "StoreFailed",
  message: "A file of the service's store cannot be opened for writing.",
  hints: ["The file and its directory have to belong to the account that the service runs under."],
};

function meaningOf(code: number): Meaning {
  const primary = code & 0xff;
  if (primary === SQLITE_FULL || code === SQLITE_IOERR_WRITE) {
    return {
      code: "StorageFull",
      message: "The service has no room left to store this. Nothing was stored.",
      hints: ["The operator has to free or add disk space. A restart is not needed."],
      retryable: true,
    };
  }
  if (primary === SQLITE_BUSY || primary === SQLITE_LOCKED) {
    return {
      code: "StoreBusy",
      message: "The service's store is busy. Nothing was stored.",
      hints: ["Another program holds the file, a backup perhaps. Try again when it is done."],
      retryable: true,
    };
  }
  if (primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB) return DAMAGED;
  if (primary === SQLITE_READONLY || primary === SQLITE_CANTOPEN) {
    return NOT_WRITABLE;
  }
  return {
    code: "StoreFailed",
    message: "The service's store failed.",
    hints: ["The service's log has the cause; look at the disk that holds the file."],
    retryable: primary === SQLITE_IOERR,
  };
}

/** What node:fs throws for a file or directory that may not be made or opened. */
function isRefusedByTheSystem(error: unknown): boolean {
  const codes = ["EACCES", "EPERM", "EROFS", "EISDIR", "ENOTDIR", "ENOENT"];
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

function resultCodeOf(error: unknown): number {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;
}
