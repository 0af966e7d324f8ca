/** Words of the account menu and of what stands before the members' pages. */
export const session = {
  account: "Account",
  actingFor: "Acting for",
  roles: {
    ORGANISATION: "Organisation account",
    KEEPER: "Keeper",
    WRITER: "Writer",
    READER: "Reader",
    COMPLIANCE: "Compliance",
  },
  lock: "Lock",
  signOut: "Sign out",
  disconnect: "Disconnect wallet",
  copyAddress: "Copy address",
  copied: "Address copied",
  sessionFailed: "Your session could not be read",
  membershipFailed: "Your place in the organisation could not be read",
  chainDown: "The chain cannot be reached",
  chainDownHint: "Nothing can be read, written or checked until it answers again.",
  organisationAccount: "This is the organisation's own account",
  organisationAccountHint:
    "It stands for the whole organisation on the chain: it appoints keepers and members. Records are read and written by members with their own wallets.",
  toMembers: "Go to members",
} as const;
