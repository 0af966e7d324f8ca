import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { AppEnv } from "#service/http/app-env.ts";
import { clientAddress } from "#service/http/client-address.ts";

describe("clientAddress", () => {
  async function addressFor({
    forwarded,
    peer,
    trustedProxies,
  }: {
    forwarded?: string;
    peer?: string;
    trustedProxies: number;
  }) {
    const app = new Hono<AppEnv>().get("/", (context) => context.text(clientAddress({ context, trustedProxies })));
    const incoming = { socket: { remoteAddress: peer } } as unknown as NonNullable<AppEnv["Bindings"]["incoming"]>;
    const headers = forwarded === undefined ? {} : { "X-Forwarded-For": forwarded };
    return (await app.request("/", { headers }, { incoming })).text();
  }

  it("default: is the peer, whatever the request says", async () => {
    expect(await addressFor({ peer: "192.0.2.1", forwarded: "203.0.113.9", trustedProxies: 0 })).toBe("192.0.2.1");
    expect(await addressFor({ trustedProxies: 0 })).toBe("unknown");
  });

  it("attack: behind proxies only what they saw counts, not what the client wrote before", async () => {
    const forwarded = "6.6.6.6, 203.0.113.9, 10.0.0.2";
    expect(await addressFor({ peer: "10.0.0.1", forwarded, trustedProxies: 1 })).toBe("10.0.0.2");
    expect(await addressFor({ peer: "10.0.0.1", forwarded, trustedProxies: 2 })).toBe("203.0.113.9");
    expect(await addressFor({ peer: "10.0.0.1", trustedProxies: 1 })).toBe("10.0.0.1");
  });

  it("attack: one network of IPv6 addresses is one client, however they are written", async () => {
    const same = ["2001:db8::1:2:3:4", "2001:db8:0:0:9:8:7:6", "2001:db8::"];
    for (const peer of same) expect(await addressFor({ peer, trustedProxies: 0 })).toBe("2001:db8:0:0");
    expect(await addressFor({ peer: "2001:db8:1:2::1", trustedProxies: 0 })).toBe("2001:db8:1:2");
    expect(await addressFor({ peer: "::ffff:192.0.2.1", trustedProxies: 0 })).toBe("::ffff:192.0.2.1");
    expect(await addressFor({ peer: "::1", trustedProxies: 0 })).toBe("0:0:0:0");
  });
});
