import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Wallet } from "#client/registry/registry.ts";
import { connectService } from "#client/service/service.ts";
import { getSession, signIn, signOut } from "#client/service/sessions.ts";
import { altered, alteredService } from "#test/client/altered-service.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { startWorld, type World } from "#test/client/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe("signing in", () => {
  it("default: opens a session that knows the member's roles, and ends it", async () => {
    const { keeper, service, organisation } = world;
    expect(await getSession({ service })).toBeNull();
    const signedIn = await signIn({ service, wallet: keeper.wallet, chainId: 31337, transport: "bearer" });
    const session = await getSession({ service: signedIn.service });
    expect(session).toMatchObject({ address: keeper.address.toLowerCase(), transport: "bearer" });
    expect(session?.memberships[0]).toMatchObject({ organisation, name: "Northwind" });
    await signOut({ service: signedIn.service });
    expect(await getSession({ service: signedIn.service })).toBeNull();
  });

  it.each([
    { of: "another site", change: (message: string) => message.replace(/^\S+/, "bank.example") },
    {
      of: "another address",
      change: (message: string) => message.replace(/0x[0-9a-fA-F]{40}/, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
    },
    { of: "another chain", change: (message: string) => message.replace("Chain ID: 31337", "Chain ID: 1") },
    { of: "another URI", change: (message: string) => message.replace(/URI: \S+/, "URI: https://bank.example") },
    { of: "nothing in particular", change: () => "Please sign" },
  ])("attack: a challenge of $of is not signed", async ({ change }) => {
    const lying = alteredService({
      service: world.service,
      alter: ({ path, response }) =>
        path === "/api/challenges"
          ? altered(response, (body: { message: string }) => {
              body.message = change(body.message);
            })
          : null,
    });
    let signed = 0;
    const wallet = {
      ...world.keeper.wallet,
      signMessage: async (parameters: Parameters<Wallet["signMessage"]>[0]) => {
        signed++;
        return world.keeper.wallet.signMessage(parameters);
      },
    } as Wallet;
    const refused = await refusalOf(signIn({ service: lying, wallet, chainId: 31337, transport: "bearer" }));
    expect({ code: refused.code, signed }).toEqual({ code: "ChallengeRefused", signed: 0 });
  });

  it("attack: a service that passes on another one's challenge is refused under its own URL", async () => {
    const { port } = new URL(world.running.url);
    const phishing = connectService({
      url: "http://kontor.example",
      fetch: (input, init) => fetch(input.replace("kontor.example", `127.0.0.1:${port}`), init),
    });
    const refused = refusalOf(
      signIn({ service: phishing, wallet: world.keeper.wallet, chainId: 31337, transport: "bearer" }),
    );
    expect(await refused).toMatchObject({ code: "ChallengeRefused" });
  });

  it("error: a wallet that refuses opens no session", async () => {
    const wallet = {
      ...world.keeper.wallet,
      signMessage: () => Promise.reject(Object.assign(new Error("rejected"), { code: 4001 })),
    } as unknown as Wallet;
    const refused = refusalOf(signIn({ service: world.service, wallet, chainId: 31337, transport: "bearer" }));
    expect(await refused).toMatchObject({ code: "WalletRejected" });
  });
});
