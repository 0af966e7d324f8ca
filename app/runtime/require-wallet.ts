import { KontorError } from "#protocol/errors/kontor-error.ts";

/** The wallet, or what is made with it. Throws `WalletNotConnected` while there is none. */
export function requireWallet<Connected>(connected: Connected | undefined): Connected {
  if (connected !== undefined) return connected;
  throw new KontorError({ code: "WalletNotConnected", message: "No wallet is connected." });
}
