import { createPublicClient, http, toHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChainClient } from "#client/registry/registry.ts";
import { proveRegistry } from "#client/verify/prove-registry.ts";
import { verifyCustomers } from "#client/verify/verify-customers.ts";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { startAlteredRpc } from "#test/client/altered-rpc.ts";
import { companyProfile, order } from "#test/client/records.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";

/* A chain whose headers have the fields of the Amsterdam fork, and one whose headers have fields of a fork after it. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ hardfork: "amsterdam" });
});
afterAll(() => world.stop());

const prove = (rpcUrl: string) => {
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0 }), cacheTime: 0 }) as ChainClient;
  return proveRegistry({ clients: [client], registry: world.registry.address });
};

type Block = Record<string, unknown>;
const proveWith = async (change: (block: Block) => Block): Promise<unknown> => {
  const alter = ({ method, result }: { method: string; result: unknown }) =>
    method === "eth_getBlockByNumber" ? change({ ...(result as Block) }) : result;
  const rpc = await startAlteredRpc({ target: world.chain.rpcUrl, alter });
  try {
    return await prove(rpc.url).catch((error: unknown) => error);
  } finally {
    await rpc.stop();
  }
};

describe("headers of the Amsterdam fork", () => {
  it("default: are hashed with their new fields, and customers verified from them", async () => {
    const newest = (await world.client.request({
      method: "eth_getBlockByNumber",
      params: ["latest", false],
    })) as unknown as Block;
    expect(newest).toMatchObject({ blockAccessListHash: expect.any(String), slotNumber: expect.any(String) });
    const place = newCustomer({ organisation: world.organisation });
    const drafts = [companyProfile(), order("10643")].map((record) => ({ ...place, record }));
    const context = contextOf({ world });
    await runWrite({
      context,
      write: await prepareWrite({ context, id: place.customer, drafts }),
      pollInterval: 20,
    });
    const proven = await prove(world.chain.rpcUrl);
    for await (const report of verifyCustomers({ proven, customers: [place.customer], service: world.service })) {
      expect(report).toMatchObject({ verdict: "proven", verified: true, entries: { length: 2 } });
    }
  });

  it.each(["blockAccessListHash", "slotNumber"])("attack: a changed %s, or none, is refused", async (field) => {
    const zero = field === "slotNumber" ? "0x7" : toHex(0, { size: 32 });
    expect(await proveWith((block) => ({ ...block, [field]: zero }))).toMatchObject({ code: "ChainUnavailable" });
    expect(await proveWith(({ [field]: _, ...rest }) => rest)).toMatchObject({ code: "ChainUnavailable" });
  });

  it("error: a header with fields of a later fork is refused, and they are named", async () => {
    const later = { inclusionListRoot: toHex(1, { size: 32 }), hash: toHex(2, { size: 32 }) };
    expect(await proveWith((block) => ({ ...block, ...later }))).toMatchObject({
      code: "HeaderUnknown",
      retryable: false,
      details: { fields: "inclusionListRoot" },
      message: expect.stringContaining("a fork after Amsterdam"),
    });
  });

  it("behavior: what a node sends beside the header's fields changes nothing while the hash is right", async () => {
    expect(await proveWith((block) => ({ ...block, l1BlockNumber: "0x1" }))).toMatchObject({ trust: "one RPC" });
  });
});
