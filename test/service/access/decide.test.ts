import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDecide, type Decide } from "#service/access/decide.ts";
import { requireAllowed } from "#service/access/decision.ts";
import { createChainReader } from "#service/chain/chain-reader.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type RpcProxy, startRpcProxy } from "../rpc-proxy.ts";
import {
  addOrganisation,
  addressOf,
  randomHash,
  startWorld,
  stranger,
  type TestOrganisation,
  type World,
} from "../world.ts";

describe("decide", () => {
  let world: World;
  let proxy: RpcProxy;
  let running: TestService;
  let organisation: TestOrganisation;
  let decide: Decide;
  const context = { now: Date.now() };

  beforeAll(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    organisation = await addOrganisation({ world, name: "Alpha", first: 1 });
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
    });
    await running.service.indexer.indexNow();
    const { store, shares, indexer } = running.service;
    const { chainId, registry } = world;
    const chain = createChainReader({ rpcUrl: proxy.url, chainId, registry, timeoutMs: 2_000 });
    decide = createDecide({ store, shares, indexer, chain });
  });
  afterAll(async () => {
    await running?.stop();
    await proxy?.stop();
    await world?.stop();
  });

  const as = (account: Parameters<typeof addressOf>[0]) => ({ type: "account" as const, address: addressOf(account) });

  it("default: allows what a role gives, and says what that stands on", async () => {
    const resource = { organisation: organisation.address, claims: [] };
    const decision = await decide({ principal: as(organisation.writer), action: "storeWraps", resource, context });
    expect(decision).toEqual({
      allowed: true,
      basis: { rule: "role", organisation: organisation.address, roles: ["WRITER"] },
    });
  });

  it("default: allows anyone what is public", async () => {
    const decision = await decide({ principal: { type: "anyone" }, action: "getEntries", resource: null, context });
    expect(decision).toEqual({ allowed: true, basis: { rule: "public" } });
  });

  it("attack: denies with a value that is the same for what is another's and for what does not exist", async () => {
    const denials = [];
    for (const of of [organisation.address, addressOf(stranger())]) {
      const resource = { organisation: of, claims: [{ customer: randomHash(), keyEpoch: 1 }] };
      denials.push(await decide({ principal: as(stranger()), action: "provideShares", resource, context }));
    }
    expect(denials[0]).toMatchObject({ allowed: false, code: "Forbidden", hints: [expect.any(String)] });
    expect(denials[1]).toEqual(denials[0]);
    const nobody = { principal: { type: "anyone" } as const, action: "getIdentity", resource: null, context } as const;
    expect(await decide(nobody)).toEqual(denials[0]);
  });

  it("error: a denial that is required to be an allowance throws what it says", async () => {
    const decision = await decide({ principal: { type: "anyone" }, action: "endSession", resource: null, context });
    expect(() => requireAllowed(decision)).toThrowError(expect.objectContaining({ code: "Forbidden" }));
  });

  it("error: that nobody can say is no denial", async () => {
    proxy.down = true;
    const resource = { organisation: organisation.address };
    const asked = decide({ principal: as(organisation.writer), action: "getHistory", resource, context });
    await expect(asked).rejects.toMatchObject({ code: "ChainUnavailable" });
    proxy.down = false;
  });
});
