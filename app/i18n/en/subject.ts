/** Words of a customer's own wallet, as its steward sees it. */
export const subject = {
  title: "The customer's own wallet",
  hint: "A customer with a wallet can read its chain, see who has access, consent and withdraw, countersign, and ask for erasure.",
  none: "No wallet is named.",
  named: "Named. It has to accept in Kontor before it gets anything.",
  accepted: "Accepted. It reads everything here.",
  name: "Name a wallet",
  nameTitle: "Name the customer's own wallet",
  nameDoes:
    "The address is written on the chain beside this customer's id, for everybody to see. Once its owner accepts, they can read every entry of this customer, old and new.",
  nameDoesNot:
    "It proves nothing about who the owner is: make sure of that before. Withdrawing the name takes back no reading.",
  address: "Wallet address of the customer",
  addressWrong: "That is not an address",
  nameFailed: "It is not named",
  withdraw: "Withdraw the name",
  withdrawFailed: "The name is not withdrawn",
  wallet: "Wallet",
  failed: "The customer's wallet could not be read",
  keys: {
    done: "The keys are handed over.",
    NotEnrolled: "Its owner has not set up a key in Kontor yet. The keys are handed over when they have.",
    PossessionNotProven: "Waiting for its owner to open Kontor and prove the key. The keys are handed over then.",
    working: "Handing over the keys…",
  },
  keysFailed: "The keys could not be handed over",
  erasureRequested: "The customer asked on {{when}} to be erased.",
  erasureRequestedHint: "Whether you have to is for you to judge; erasing is final.",
} as const;
