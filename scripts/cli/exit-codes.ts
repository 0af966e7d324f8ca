import type { ErrorCode } from "#protocol/errors/codes.ts";

/** What an exit code of `kontor` says, whatever the subcommand. */
export const EXIT = {
  /** Done; of `kontor verify`: everything that was asked for is verified. */
  success: 0,
  /** Refused: something is not as it has to be. */
  refused: 1,
  /** Bad usage or malformed input; nothing was done. */
  usage: 2,
  /** The chain or the service is not to be had: nothing is known. */
  unavailable: 3,
  /** A mistake of ours (EX_SOFTWARE of sysexits.h): nothing is known. */
  internal: 70,
} as const;

const USAGE: ReadonlySet<ErrorCode> = new Set(["InvalidArgument", "InvalidHex", "ConfigurationInvalid", "PortTaken"]);
const UNAVAILABLE: ReadonlySet<ErrorCode> = new Set([
  "BlockTooOld",
  "ChainMismatch",
  "ChainUnavailable",
  "HeaderUnknown",
  "ServiceUnavailable",
  "StorageFull",
  "StoreBusy",
  "StoreFailed",
  "StoreLocked",
  "UnexpectedAnswer",
  "WrongChain",
  "RegistryMissing",
]);

const INTERNAL: ReadonlySet<ErrorCode> = new Set(["InternalFailure", "InvariantBroken"]);

/** The exit code of an error. */
export function exitCodeOf(code: ErrorCode): number {
  if (INTERNAL.has(code)) return EXIT.internal;
  if (USAGE.has(code)) return EXIT.usage;
  if (UNAVAILABLE.has(code)) return EXIT.unavailable;
  return EXIT.refused;
}
