import { isAddressEqual } from "viem";
import { parseSiweMessage } from "viem/siwe";
import {
  challengeResponseSchema,
  type SessionResponse,
  sessionCreatedResponseSchema,
  sessionResponseSchema,
} from "#protocol/api/sessions.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { askChain } from "../registry/ask-chain.ts";
import type { Wallet } from "../registry/registry.ts";
import { request, requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type SignInParameters = {
  service: Service;
  wallet: Wallet;
  /** The chain that the message has to name. */
  chainId: number;
  /** `cookie` for the dApp (same origin), `bearer` for everything else. */
  transport: "cookie" | "bearer";
};

export type SignedIn = {
  /** The service with the session: for `bearer` it carries the token. */
  service: Service;
  expiresAt: string;
};

/**
 * Signs in with Ethereum (EIP-4361). The service writes the message; before signing, its domain, address, URI and chain
 * are compared with where the caller means to go, so that no other site can pass on its own challenge.
 * Throws `ChallengeRefused`, `WalletRejected`, and the service's refusals.
 */
export async function signIn({ service, wallet, chainId, transport }: SignInParameters): Promise<SignedIn> {
  const { address } = wallet.account;
  const challenge = await requestJson({
    service,
    method: "POST",
    path: "/api/challenges",
    body: { address },
    schema: challengeResponseSchema,
  });
  checkChallenge({ message: challenge.message, service, address, chainId });
  const signature = await askChain(() => wallet.signMessage({ message: challenge.message, account: wallet.account }));
  const session = await requestJson({
    service,
    method: "POST",
    path: "/api/sessions",
    body: { message: challenge.message, signature, transport },
    schema: sessionCreatedResponseSchema,
  });
  if (transport === "bearer" && session.token === undefined) {
    throw new KontorError({ code: "UnexpectedAnswer", message: "The service opened a session but sent no token." });
  }
  const signedIn = session.token === undefined ? service : { ...service, token: session.token };
  return { service: signedIn, expiresAt: session.expiresAt };
}

function checkChallenge(parameters: {
  message: string;
  service: Service;
  address: `0x${string}`;
  chainId: number;
}): void {
  const { message, service, address, chainId } = parameters;
  const fields = parseSiweMessage(message);
  const origin = new URL(service.url === "" ? globalThis.location.origin : service.url);
  const wrong = [
    fields.domain !== origin.host && "domain",
    (fields.address === undefined || !isAddressEqual(fields.address, address)) && "address",
    (fields.uri === undefined || URL.parse(fields.uri)?.origin !== origin.origin) && "URI",
    fields.chainId !== chainId && "chain",
  ].filter((name) => name !== false);
  if (wrong.length > 0) {
    throw new KontorError({
      code: "ChallengeRefused",
      message: `The service asks to sign a message for another ${wrong.join(", ")} than this sign-in's.`,
      hints: [
        "Open the service under its public URL.",
        "If you did, do not sign: somebody may be passing on a challenge.",
      ],
    });
  }
}

/** Whom the service takes the caller for; null without a session. */
export async function getSession({ service }: { service: Service }): Promise<SessionResponse | null> {
  return requestJson({ service, path: "/api/session", schema: sessionResponseSchema });
}

/** Ends the caller's session. */
export async function signOut({ service }: { service: Service }): Promise<void> {
  await request({ service, method: "DELETE", path: "/api/session" });
}
