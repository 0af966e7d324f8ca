import type { Address, Hex } from "viem";
import type { Grant } from "../chain/grants.ts";
import type { OrganisationRole } from "../chain/roles.ts";
import type { AskedMoment } from "./order-history.ts";
import type { Basis } from "./span.ts";

/** A point in time, and the event that made it one. Without a block it is an end that the event set beforehand. */
export type AccessMoment = { timestamp: bigint; block: bigint | null; basis: Basis };

/** Somebody whose keys open entries of the customer, or did. */
export type AccessHolder = {
  account: Address;
  /** As a member of the steward, by a grant (themselves, or as a member of the grantee), or as the customer's subject. */
  through: "member" | "grant" | "subject";
  /** Whose member they are; null for a wallet on its own. */
  organisation: Address | null;
  /** What they were there, at any time of the span. */
  roles: readonly OrganisationRole[];
  /** Which grant, of `through: "grant"`. */
  grant: Grant | null;
  /** The codes of the kinds that they can open. */
  kinds: readonly number[];
  since: AccessMoment;
  /** When it ended or will end; null when no end is known. */
  until: AccessMoment | null;
  /**
   * The newest entry that keys kept from then, with what was served then, open. Of a former holder it goes on growing until
   * the steward starts a new key epoch.
   */
  reach: bigint | null;
};

export type AccessAnswer = {
  customer: Hex;
  at: AskedMoment;
  state: "unknown" | "live" | "erased";
  steward: Address | null;
  /** The newest entry; 0 for a customer that the chain didn't know. */
  sequence: bigint;
  /** Who could decrypt then. */
  holders: readonly AccessHolder[];
  /** Who could before, and until when. */
  former: readonly AccessHolder[];
  /** What the answer does not say, for people. */
  limits: readonly string[];
};

/** What no history can tell or undo. */
export const ACCESS_LIMITS = [
  "The chain tells who had the right and a key to receive secrets with. It doesn't tell who used it, or passed something on.",
  "What was read cannot be recalled: whoever had access may have kept texts, keys and shares.",
  "Former holders who kept keys and shares open entries up to their reach, until the steward starts a new key epoch.",
  "A service that hands out shares against its rules lets former holders open what their keys are for.",
] as const;
