/** Words of erasing a customer, and of the receipt. */
export const erasure = {
  erase: "Erase for ever",
  open: "Erase…",
  title: "Erase {{name}} for ever?",
  does: "The chain of this customer ends with an erasure, finally: nothing can follow it, and nobody can undo it. The service then destroys its share of the key, the wrapped secrets and the encrypted records. Without that share nobody can open them any more, not even with old keys and old backups of everything else.",
  doesNot:
    "What somebody has read, copied or printed stays with them. The chain keeps hashes, authors, kinds and times for ever: they hold no content. Backups of the service may hold the share until they run out; the receipt says until when.",
  typeName: "Type “{{name}}” to confirm",
  typeWrong: "That is not the name",
  failed: "It is not erased",
  receipt: "Receipt of the erasure",
  receiptHint:
    "What is said of the chain was checked in this browser. That something was destroyed is the operator's word: nobody can prove to have forgotten.",
  receiptFailed: "The receipt could not be read",
  none: "The chain says that this customer is erased; the service gives no receipt for it.",
  states: {
    withheld:
      "Erased on the chain, not confirmed yet. Nothing is given out any more; destroying begins with the confirmation.",
    destroying: "The service is destroying what it holds.",
    destroyed: "The service says that everything it holds is destroyed.",
  },
  erasedAt: "Erased",
  block: "Block",
  destroyedAt: "Destroyed",
  shares: "Key shares destroyed",
  wraps: "Wrapped secrets deleted",
  payloads: "Encrypted records deleted",
  contradiction: "The receipt contradicts the chain: {{names}}. Do not rely on it.",
  served_one: "The service still serves one of the records. It is not destroyed.",
  served_other: "The service still serves {{count, number}} of the records. They are not destroyed.",
  notServed: "None of the encrypted records is served any more.",
  remaining: "What remains",
  copies: {
    shareBackups:
      "Backups of the key shares. With one of them, an old wrapped secret and an old copy it could still be opened.",
    storeBackups: "Backups of the wrapped secrets and encrypted records. They open nothing without the shares.",
    readers: "What somebody has read, copied or kept. Nobody can call that back.",
    chain: "Hashes, authors, kinds and times on the chain, without content.",
  },
  until: "Gone by {{when}}.",
  /** Where no time is named: what nobody can end, and what the operator does not promise. */
  noEnd: {
    shareBackups: "The operator does not say until when.",
    storeBackups: "The operator does not say until when.",
    readers: "",
    chain: "They stay for ever.",
  },
} as const;
