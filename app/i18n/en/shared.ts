/** Words of the shared components. */
export const shared = {
  retry: "Try again",
  again: "Check again",
  copied: "Copied",
  copy: "Copy {{what}}",
  errorTitle: "That did not work",
  loading: "Loading",
  labels: "Public labels",
  labelsHint: "Anybody can read these two, without a key. They say how the record may be used, never what is in it.",
  classificationHint: "How widely it may be known",
  regionHint: "Where it belongs: EU, CH, US-CA…",
  required: "Fields marked * are needed.",
  remove: "Remove {{what}}",
  main: "Main",
  cancel: "Cancel",
  draft: {
    title: "You had begun this",
    since: "Kept on this device, encrypted, {{when}}.",
    goOn: "Go on with it",
    throwAway: "Throw it away",
    notKept: "What you type cannot be kept",
    notKeptHint: "This browser has no room for it, or forbids it. If you leave before you save, it is lost.",
    leaveTitle: "Leave what you have typed?",
    leave: "Leave and lose it",
    stay: "Stay",
  },
  close: "Close",
  allProven_one: "{{count, number}} entry proven",
  allProven_other: "All {{count, number}} entries proven",
  explain: "{{subject}}: {{verdict}}. Explain",
  reasons: {
    NotOnChain: "The chain knows no entry like this.",
    EntryWithheld: "The chain commits to an entry here that nobody shows.",
    EntryForged: "The chain commits to another entry here.",
    EntryAfterErasure: "The customer was erased before it: nothing can follow.",
    EntryForeign: "It belongs to another customer.",
    NotLinked: "An entry after it is missing or forged, so nothing ties it to the chain.",
    PayloadMismatch: "The stored bytes do not have the digest that the chain names.",
    PayloadTooLarge: "More bytes are served than a payload can have.",
    PayloadMissing: "The service does not have the payload.",
    PayloadUnavailable: "The service did not answer for the payload.",
    NotConfirmed: "Not enough blocks have followed yet.",
  },
  verdicts: {
    proven: {
      label: "Proven",
      meaning:
        "An unbroken line of hashes leads to the value stored on the chain, and every stored payload has exactly the digest that the chain names.",
    },
    pending: {
      label: "Pending",
      meaning: "Not yet on the chain, or with fewer confirmations than asked for. A reorganisation can still drop it.",
    },
    erased: {
      label: "Erased",
      meaning: "The customer was erased. Nothing can follow.",
    },
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
