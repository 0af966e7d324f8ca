import type { Address, LocalAccount } from "viem";
import { challengeResponseSchema, sessionCreatedResponseSchema } from "#protocol/api/sessions.ts";
import type { ApiApp } from "#service/http/api-app.ts";

/** Asks the app, by a socket or without one. Paths begin with /. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export const askApp =
  (app: ApiApp): Ask =>
  async (path, init) =>
    app.request(path, init);

export const askUrl =
  (url: string): Ask =>
  (path, init) =>
    fetch(`${url}${path}`, init);

export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** Signs in with a bearer token. */
export async function signIn({ ask, account }: { ask: Ask; account: LocalAccount }): Promise<Ask> {
  const { message } = challengeResponseSchema.parse(
    await bodyOf(ask("/api/challenges", json({ address: account.address }))),
  );
  const signature = await account.signMessage({ message });
  const { token } = sessionCreatedResponseSchema.parse(
    await bodyOf(ask("/api/sessions", json({ message, signature, transport: "bearer" }))),
  );
  return (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Bearer ${token}`);
    return ask(path, { ...init, headers });
  };
}

/** The JSON of a successful answer. */
export async function bodyOf(answer: Response | Promise<Response>): Promise<unknown> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

/** Status and code of a refusal: `403 Forbidden`. */
export async function refusalOf(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer;
  const { error } = (await response.json()) as { error: { code: string } };
  return `${response.status} ${error.code}`;
}

export async function upload({
  ask,
  organisation,
  digest,
  bytes,
}: {
  ask: Ask;
  organisation: Address;
  digest: string;
  bytes: Uint8Array;
}): Promise<Response> {
  return ask(`/api/payloads/${digest}?organisation=${organisation}`, {
    method: "PUT",
    headers: { "Content-Type": "application/octet-stream" },
    body: Uint8Array.from(bytes),
  });
}
