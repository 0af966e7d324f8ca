import type { VerdictReason } from "#protocol/verdict/verdict-reason.ts";

/** Words of the shared components. */
export const text = {
  retry: "Try again",
  again: "Check again",
  copied: "Copied",
  copy: (what: string) => `Copy ${what}`,
  errorTitle: "That did not work",
  loading: "Loading",
  labels: "Public labels",
  labelsHint: "Anybody can read these two, without a key. They say how the record may be used, never what is in it.",
  classificationHint: "How widely it may be known",
  regionHint: "Where it belongs: EU, CH, US-CA…",
  remove: (what: string) => `Remove ${what}`,
  main: "Main",
  cancel: "Cancel",
  close: "Close",
  explain: (subject: string, verdict: string) => `${subject}: ${verdict}. Explain`,
  reasons: {
    NotOnChain: "The chain knows no entry like this.",
    EntryWithheld: "The chain commits to an entry here that nobody shows.",
    EntryForged: "The chain commits to another entry here.",
    EntryAfterErasure: "The customer was erased before it: nothing can follow.",
    EntryForeign: "It belongs to another customer.",
    NotLinked: "An entry after it is missing or forged, so nothing ties it to the chain.",
    PayloadMismatch: "The stored bytes do not have the digest that the chain names.",
    PayloadMissing: "The service does not have the payload.",
    PayloadUnavailable: "The service did not answer for the payload.",
    NotConfirmed: "Not enough blocks have followed yet.",
  } satisfies Record<VerdictReason, string>,
  verdicts: {
    current: {
      label: "Current",
      meaning:
        "The newest entry. It hashes to the value stored on the chain, and the stored payload has exactly the digest that the chain names.",
    },
    superseded: {
      label: "Superseded",
      meaning:
        "An older entry. An unbroken line of hashes leads from it to the value stored on the chain, and its payload has exactly the digest that the chain names.",
    },
    anchored: {
      label: "Anchored",
      meaning: "Part of a batch whose root is on the chain, but not yet settled into the customer's own slot.",
    },
    pending: {
      label: "Pending",
      meaning: "Not yet on the chain, or with fewer confirmations than asked for. A reorganisation can still drop it.",
    },
    erased: { label: "Erased", meaning: "The customer was erased. Nothing can follow." },
    tampered: {
      label: "Tampered",
      meaning:
        "What was served differs from what the chain commits to. Do not rely on it, and tell the service's operator.",
    },
    unknown: {
      label: "Unknown",
      meaning:
        "The chain knows no such customer or entry, or nobody shows the entry that the chain commits to. Nothing can be said about it.",
    },
    unavailable: {
      label: "Unavailable",
      meaning:
        "The chain or the service did not answer, or does not serve the payload. Nothing is known; try again later.",
    },
  },
} as const;
