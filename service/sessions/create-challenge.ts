import { type Address, getAddress } from "viem";
import { createSiweMessage } from "viem/siwe";
import type { ChallengeResponse } from "#protocol/api/sessions.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Clock } from "../clock/clock.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import { sha256Of } from "../store/sha256-of.ts";
import type { Store } from "../store/store.ts";

/** A wallet's owner reads and signs within this. */
const CHALLENGE_MAX_AGE_MS = 5 * 60_000;

/** Challenges open at one time, for everyone together: what a flood can fill. */
const MAX_OPEN_CHALLENGES = 100_000;

/** EIP-4361 asks for 8 alphanumeric characters or more; 16 random bytes in hexadecimal are 32. */
const NONCE_BYTES = 16;

const STATEMENT = "Sign in to Kontor. This costs nothing and changes nothing on chain.";

/**
 * Builds the whole sign-in message (EIP-4361), bound to this service's origin and chain, and keeps its hash: only these
 * bytes are taken back, once, within five minutes.
 *
 * @throws KontorError RateLimited when too many are open
 */
export async function createChallenge({
  context: { configuration, publicOrigin, store, clock, randomBytes },
  address,
}: {
  context: {
    configuration: { chain: Pick<ServiceConfiguration["chain"], "chainId"> };
    /** Scheme, host and port under which browsers reach the service. */
    publicOrigin: string;
    store: Pick<Store, "sessions">;
    clock: Clock;
    randomBytes: (length: number) => Uint8Array;
  };
  address: Address;
}): Promise<ChallengeResponse> {
  const now = clock();
  const expiresAt = now + CHALLENGE_MAX_AGE_MS;
  const nonce = Buffer.from(randomBytes(NONCE_BYTES)).toString("hex");
  const message = createSiweMessage({
    domain: new URL(publicOrigin).host,
    uri: publicOrigin,
    address: getAddress(address),
    chainId: configuration.chain.chainId,
    version: "1",
    statement: STATEMENT,
    nonce,
    issuedAt: new Date(now),
    expirationTime: new Date(expiresAt),
  });
  const added = await store.sessions.addChallenge({
    messageHash: sha256Of(message),
    address,
    expiresAt,
    now,
    limit: MAX_OPEN_CHALLENGES,
  });
  if (!added) {
    throw new KontorError({
      code: "RateLimited",
      message: "Too many sign-ins are open at one time.",
      retryable: true,
      details: { retryAfterSeconds: 60 },
    });
  }
  return { message, nonce, expiresAt: new Date(expiresAt).toISOString() };
}
