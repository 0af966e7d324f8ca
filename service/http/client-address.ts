import type { Context } from "hono";
import type { AppEnv } from "./app-env.ts";

const IPV6_GROUPS = 8;
/** Hexadecimal groups of an IPv6 address that its network owner cannot choose freely: a /64. */
const IPV6_PREFIX_GROUPS = 4;

/**
 * Whom a request's rate counts against: the peer's address, or the one that the outermost trusted proxy saw. Of IPv6 the
 * /64, for whoever has one address has them all. Never logged.
 */
export function clientAddress({
  context,
  trustedProxies,
}: {
  context: Context<AppEnv>;
  trustedProxies: number;
}): string {
  const peer = context.env?.incoming?.socket.remoteAddress ?? "unknown";
  if (trustedProxies === 0) return toNetwork(peer);
  // Each proxy appends the address it saw; what stands further left is the client's own invention.
  const seen = (context.req.header("x-forwarded-for") ?? "").split(",").map((address) => address.trim());
  return toNetwork(seen.at(-trustedProxies) || peer);
}

function toNetwork(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [left = "", right = ""] = address.split("::");
  const head = left.split(":").filter(Boolean);
  const tail = right.split(":").filter(Boolean);
  const zeros = Array<string>(Math.max(0, IPV6_GROUPS - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, IPV6_PREFIX_GROUPS).join(":");
}
