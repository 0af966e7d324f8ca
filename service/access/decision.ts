import type { Address } from "viem";
import type { OrganisationRole } from "#protocol/chain/roles.ts";
import type { ErrorCode } from "#protocol/errors/codes.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Who asks: somebody whose session is checked, or anyone at all. */
export type Principal = { type: "anyone" } | { type: "account"; address: Address };

/** What an allowance stands on. */
export type Basis =
  | { rule: "public" }
  /** A session is enough: it is about the caller itself. */
  | { rule: "session" }
  | { rule: "role"; organisation: Address; roles: readonly OrganisationRole[] }
  /** The account acts for itself, and is no organisation. */
  | { rule: "own-wallet" }
  /** The account is a customer's accepted subject. */
  | { rule: "subject" };

/** An answer, not an exception: it can be logged, compared, and made by something else than these rules. */
export type Decision =
  | { allowed: true; basis: Basis }
  | {
      allowed: false;
      code: ErrorCode;
      message: string;
      hints: readonly string[];
      details: Readonly<Record<string, string | number>>;
    };

export function allow(basis: Basis): Decision {
  return { allowed: true, basis };
}

export function deny({ code, message, hints, details }: KontorError): Decision {
  return { allowed: false, code, message, hints, details };
}

/** What an allowance stands on. @throws KontorError that says what the denial says */
export function requireAllowed(decision: Decision): Basis {
  if (decision.allowed) return decision.basis;
  const { code, message, hints, details } = decision;
  throw new KontorError({ code, message, hints: [...hints], details: { ...details } });
}
