import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Clock } from "../clock/clock.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import type { Transport } from "../store/session-store.ts";
import { sha256Of } from "../store/sha256-of.ts";
import type { Store } from "../store/store.ts";
import { createToken, hashToken } from "./session-token.ts";

export type CreateSessionParameters = {
  context: {
    chain: Pick<ChainReader, "verifyMessage">;
    store: Pick<Store, "sessions" | "recordTime">;
    clock: Clock;
    configuration: Pick<ServiceConfiguration, "session">;
    randomBytes: (length: number) => Uint8Array;
  };
  message: string;
  signature: Hex;
  transport: Transport;
};

/**
 * Opens a session for whoever signed a challenge of this service. The message is looked up by the hash of all its bytes:
 * nothing in it is parsed, so nothing in it can be forged. Looking it up takes it away, so that it works once.
 *
 * @throws KontorError InvalidSignIn, which does not say what was wrong; ChainUnavailable
 */
export async function createSession({
  context: { chain, store, clock, configuration, randomBytes },
  message,
  signature,
  transport,
}: CreateSessionParameters): Promise<{ token: string; address: Address; expiresAt: number }> {
  const now = clock();
  const challenge = await store.sessions.takeChallenge({ messageHash: sha256Of(message), now });
  if (challenge === undefined) throw invalidSignIn();
  const { address } = challenge;
  if (!(await chain.verifyMessage({ address, message, signature }))) throw invalidSignIn();
  const token = createToken(randomBytes);
  const expiresAt = now + configuration.session.maxAgeMs;
  const session = { address, transport, expiresAt };
  await store.sessions.addSession({ tokenHash: hashToken(token), session, now });
  await store.recordTime(now);
  return { token, address, expiresAt };
}

function invalidSignIn(): KontorError {
  return new KontorError({
    code: "InvalidSignIn",
    message: "The sign-in is not valid.",
    hints: ["Ask for a new challenge, and have the wallet sign exactly that message."],
  });
}
