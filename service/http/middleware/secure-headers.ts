import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../app-env.ts";

/**
 * Headers that keep a browser from doing what the dApp never does.
 *
 * script-src: the bundle only, and WebAssembly (Argon2id, keccak). style-src: Mantine sets styles at run time. img-src:
 * wallets announce their icon as a data: URI (EIP-6963). connect-src: the service and the chain's RPC.
 */
export function secureHeaders({
  publicOrigin,
  publicRpcUrl,
}: {
  publicOrigin: string;
  publicRpcUrl: string | null;
}): MiddlewareHandler<AppEnv> {
  const rpcOrigin = publicRpcUrl === null ? [] : [new URL(publicRpcUrl).origin];
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src ${["'self'", ...rpcOrigin].join(" ")}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers: [string, string][] = [
    ["Content-Security-Policy", policy],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ["Referrer-Policy", "no-referrer"],
    // Wallets that open a window of their own need to answer to this one.
    ["Cross-Origin-Opener-Policy", "same-origin-allow-popups"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"],
  ];
  if (publicOrigin.startsWith("https:")) headers.push(["Strict-Transport-Security", "max-age=31536000"]);
  return async (context, next) => {
    await next();
    for (const [name, value] of headers) context.res.headers.set(name, value);
    if (!context.res.headers.has("Cache-Control")) context.res.headers.set("Cache-Control", "no-store");
  };
}
