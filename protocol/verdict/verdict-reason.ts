/** Why an entry is not proven. */
export type VerdictReason =
  /** The chain knows no entry like this, or no such customer. */
  | "NotOnChain"
  /** The chain commits to an entry here that nobody shows. */
  | "EntryWithheld"
  /** The chain commits to another entry here. */
  | "EntryForged"
  /** The customer was erased before it: nothing can follow. */
  | "EntryAfterErasure"
  /** It belongs to another customer. */
  | "EntryForeign"
  /** Nothing ties it to the stored head, because an entry after it is withheld or forged. */
  | "NotLinked"
  | "PayloadMismatch"
  /** More was served than an envelope can have. */
  | "PayloadTooLarge"
  | "PayloadMissing"
  | "PayloadUnavailable"
  | "NotConfirmed";
