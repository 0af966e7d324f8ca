/** Words of connecting a wallet and signing in. */
export const connect = {
  title: "Connect a wallet",
  intro: "Your wallet says who you are and signs what you write. Kontor never asks for its secret words.",
  yourWallets: "Wallets in this browser",
  noWallets: "No wallet found",
  noWalletsHint:
    "Install a wallet extension that announces itself (EIP-6963: MetaMask, Rabby, Frame, Brave and most others), then reload this page.",
  developmentWallets: "Development wallets",
  developmentHint: "This is a local test chain. Pick a person and start: no extension needed.",
  connectAs: "Connect as",
  connectFailed: "The wallet did not connect",
  verifyInstead: "Only want to check a customer?",
  verifyLink: "Verify without a wallet or an account",
  wrongChain: "Your wallet is on another network",
  wrongChainHint: "It is on {{given}}; this registry is on {{wanted}}.",
  switchTo: "Switch to {{name}}",
  switchFailed: "The wallet did not switch",
  signInTitle: "Sign in",
  signInHint:
    "Your wallet shows a message with this site's name. Signing it costs nothing and sends no transaction; it only proves that the account is yours.",
  signIn: "Sign in with Ethereum",
  signInFailed: "You are not signed in",
  useAnother: "Use another wallet",
  noOrganisation: "This account belongs to no organisation yet",
  noOrganisationHint:
    "Give your address to a keeper of your organisation. When they have given you a role, this page goes on by itself.",
  yourAddress: "Your address",
  checkNow: "Check now",
  iAmCustomer: "I am a customer",
} as const;
