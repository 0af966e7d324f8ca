import { createPublicClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grantRole, grantRoleUntil, revokeRole } from "#client/acts/roles.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import { entriesOf } from "#client/registry/entries-of.ts";
import { hasRole } from "#client/registry/has-role.ts";
import { keyHashAt } from "#client/registry/key-hash-at.ts";
import { keyOf } from "#client/registry/key-of.ts";
import type { ChainClient, Registry } from "#client/registry/registry.ts";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { RpcRefusal, startAlteredRpc } from "#test/client/altered-rpc.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { ACCOUNTS, contextOf, startWorld, type World, walletAt } from "#test/client/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const clientOf = (url: string) =>
  createPublicClient({ transport: http(url, { retryCount: 0 }), cacheTime: 0 }) as ChainClient;

describe("connecting to a registry", () => {
  it("error: another chain, no contract and no chain are told apart", async () => {
    const { registry, client, chain } = world;
    const { address } = registry;
    const connect = (more: object) => refusalOf(connectRegistry({ client, address, chainId: chain.chainId, ...more }));
    expect(await connect({ chainId: 1 })).toMatchObject({
      code: "WrongChain",
      details: { expected: 1, actual: 31337 },
    });
    expect(await connect({ address: world.keeper.address })).toMatchObject({ code: "RegistryMissing" });
    expect(await connect({ client: clientOf("http://127.0.0.1:1") })).toMatchObject({
      code: "ChainUnavailable",
      retryable: true,
    });
  });
});

describe("reading the registry", () => {
  it("default: roles, organisations and keys", async () => {
    const { registry, organisation, keeper } = world;
    const role = organisationRole("KEEPER", organisation);
    expect(await hasRole({ registry, role, account: keeper.address })).toBe(true);
    expect(await hasRole({ registry, role, account: world.writer.address })).toBe(false);
    const { keyHash, epoch } = await keyOf({ registry, account: organisation });
    expect({ epoch, keyHash }).toEqual({ epoch: 1, keyHash: keeper.keyring.current.keyHash });
    expect(await keyHashAt({ registry, account: organisation, epoch: 1 })).toBe(keyHash);
    expect(await keyHashAt({ registry, account: organisation, epoch: 2 })).toBeNull();
    const nobody = walletAt({ rpcUrl: world.chain.rpcUrl, index: 15 }).account.address;
    expect(await keyOf({ registry, account: nobody })).toEqual({ epoch: 0, suite: 0, keyHash: null });
  });

  it("default: a role given until a time, and taken away", async () => {
    const { registry, organisation, keeper, client } = world;
    const role = organisationRole("COMPLIANCE", organisation);
    const account = walletAt({ rpcUrl: world.chain.rpcUrl, index: ACCOUNTS.outsider }).account.address;
    const { timestamp } = await client.getBlock();
    await grantRoleUntil({ registry, wallet: keeper.wallet, role, account, until: timestamp + 1_000n });
    expect(await hasRole({ registry, role, account })).toBe(true);
    await revokeRole({ registry, wallet: keeper.wallet, role, account });
    expect(await hasRole({ registry, role, account })).toBe(false);
  });

  it("error: what the registry refuses has its reason, and costs nothing", async () => {
    const { registry, organisation, writer, client } = world;
    const before = await client.getBalance({ address: writer.address });
    const role = organisationRole("WRITER", organisation);
    const refused = await refusalOf(grantRole({ registry, wallet: writer.wallet, role, account: writer.address }));
    expect(refused).toMatchObject({ code: "MissingRole", details: { error: "AccessControlUnauthorizedAccount" } });
    expect(await client.getBalance({ address: writer.address })).toBe(before);
  });
});

describe("reading entries from events", () => {
  it("behavior: asks in chunks, and in smaller ones where the RPC refuses large ones", async () => {
    const { registry, chain } = world;
    const context = contextOf({ world });
    const place = newCustomer({ organisation: world.organisation });
    const drafts = [
      { ...place, record: companyProfile() },
      { ...place, record: note("1") },
    ];
    const write = await prepareWrite({ context, id: "w", drafts });
    await runWrite({ context, write, pollInterval: 20 });
    const rpc = await startAlteredRpc({
      target: chain.rpcUrl,
      alter: ({ method, params, result }) => {
        if (method !== "eth_getLogs") return result;
        const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
        return Number(toBlock) - Number(fromBlock) > 20 ? new RpcRefusal() : result;
      },
    });
    for (let block = 0; block < 40; block++) await world.client.request({ method: "evm_mine", params: [] } as never);
    const through: Registry = { ...registry, client: clientOf(rpc.url) };
    const { customer } = place;
    const expected = await entriesOf({ registry, customer });
    expect(expected.map(({ head }) => head)).toEqual(write.appends.map(({ head }) => head));
    expect(await entriesOf({ registry: through, customer })).toEqual(expected);
    expect(await entriesOf({ registry, customer, chunkSize: 1n })).toEqual(expected);
    await rpc.stop();
  });

  it("error: an RPC that refuses even the smallest question is unavailable", async () => {
    const rpc = await startAlteredRpc({
      target: world.chain.rpcUrl,
      alter: ({ method, result }) => (method === "eth_getLogs" ? new RpcRefusal() : result),
    });
    const registry = { ...world.registry, client: clientOf(rpc.url) };
    expect(await refusalOf(entriesOf({ registry }))).toMatchObject({ code: "ChainUnavailable", retryable: true });
    await rpc.stop();
  });
});
