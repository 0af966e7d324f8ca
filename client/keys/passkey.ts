import type { PasskeyParameters } from "#protocol/keys/passkey-lock.ts";

/**
 * A device's passkeys (WebAuthn with the PRF extension), behind the platform that has them. An authenticator computes the same 32
 * bytes for the same credential and salt, and nobody else can.
 */
export type Passkeys = {
  /**
   * Makes a passkey for an account and evaluates it with the salt. Throws `PasskeyUnavailable` where the platform has none
   * with PRF, `WalletRejected` where the person refuses.
   */
  create(parameters: {
    account: string;
    prfSalt: Uint8Array;
  }): Promise<{ credentialId: Uint8Array; prfOutput: Uint8Array }>;
  /** Evaluates a passkey that is there. Throws the same. */
  evaluate(passkey: PasskeyParameters): Promise<Uint8Array>;
};
