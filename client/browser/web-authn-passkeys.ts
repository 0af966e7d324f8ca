import { secureRandomBytes } from "#protocol/bytes/random-bytes.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { PasskeyParameters } from "#protocol/keys/passkey-lock.ts";
import type { Passkeys } from "../keys/passkey.ts";

/** ES256 and RS256: what authenticators know. The signature is not used; only what the PRF computes is. */
const ALGORITHMS = [-7, -257];

/** The browser's passkeys (WebAuthn Level 3 with the PRF extension, 10.1.4). */
export function webAuthnPasskeys(): Passkeys {
  const evaluate = async ({ credentialId, prfSalt }: PasskeyParameters): Promise<Uint8Array> => {
    const credential = await ask(() =>
      navigator.credentials.get({
        publicKey: {
          challenge: own(secureRandomBytes(32)),
          allowCredentials: [{ type: "public-key", id: own(credentialId) }],
          userVerification: "required",
          extensions: { prf: { eval: { first: own(prfSalt) } } },
        },
      }),
    );
    return outputOf(credential) ?? refuse();
  };
  return {
    evaluate,
    async create({ account, prfSalt }) {
      const credential = await ask(() =>
        navigator.credentials.create({
          publicKey: {
            rp: { name: "Kontor" },
            user: { id: own(secureRandomBytes(32)), name: account, displayName: account },
            challenge: own(secureRandomBytes(32)),
            pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
            authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
            extensions: { prf: { eval: { first: own(prfSalt) } } },
          },
        }),
      );
      const { prf } = credential.getClientExtensionResults();
      if (prf?.enabled !== true && prf?.results === undefined) refuse();
      const credentialId = new Uint8Array(credential.rawId);
      // Not every authenticator computes while it makes the passkey.
      const prfOutput = outputOf(credential) ?? (await evaluate({ credentialId, prfSalt }));
      return { credentialId, prfOutput };
    },
  };
}

async function ask(act: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (globalThis.PublicKeyCredential === undefined) refuse();
  try {
    const credential = await act();
    return credential instanceof PublicKeyCredential ? credential : refuse();
  } catch (cause) {
    if (!(cause instanceof DOMException) || cause.name !== "NotAllowedError") throw unavailable(cause);
    throw new KontorError({
      code: "WalletRejected",
      message: "The passkey was not used: the request was declined, or took too long.",
      retryable: true,
      cause,
    });
  }
}

function outputOf(credential: PublicKeyCredential): Uint8Array | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return null;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return Uint8Array.from(bytes);
}

/** The platform's types want a buffer that nobody shares. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function refuse(): never {
  throw unavailable(undefined);
}

function unavailable(cause: unknown): KontorError {
  return new KontorError({
    code: "PasskeyUnavailable",
    message: "This browser or authenticator has no passkeys that can open a key (the PRF extension).",
    hints: [
      "Use the passphrase, or a newer browser or security key.",
      "Browsers make passkeys only for addresses with a host name, not for numbers such as 127.0.0.1.",
    ],
    cause,
  });
}
