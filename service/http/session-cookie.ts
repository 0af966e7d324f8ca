import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppEnv } from "./app-env.ts";

/** Over https the name has the prefix that browsers guard: only this host, only with Secure, can set it (RFC 6265bis). */
function nameFor(publicOrigin: string): string {
  return publicOrigin.startsWith("https:") ? "__Host-kontor_session" : "kontor_session";
}

type Place = { context: Context<AppEnv>; publicOrigin: string };

export function readSessionCookie({ context, publicOrigin }: Place): string | undefined {
  return getCookie(context, nameFor(publicOrigin));
}

export function writeSessionCookie({
  context,
  publicOrigin,
  token,
  maxAgeSeconds,
}: Place & { token: string; maxAgeSeconds: number }): void {
  setCookie(context, nameFor(publicOrigin), token, { ...attributes(publicOrigin), maxAge: maxAgeSeconds });
}

export function clearSessionCookie({ context, publicOrigin }: Place): void {
  deleteCookie(context, nameFor(publicOrigin), attributes(publicOrigin));
}

function attributes(publicOrigin: string) {
  return { httpOnly: true, sameSite: "Strict", path: "/", secure: publicOrigin.startsWith("https:") } as const;
}
