import { createTestClient, createWalletClient, http, type TestClient } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { entriesOf } from "#client/registry/entries-of.ts";
import type { Wallet } from "#client/registry/registry.ts";
import { advanceWrite } from "#client/write/advance-write.ts";
import { newCustomer } from "#client/write/draft.ts";
import { encodeWrite } from "#client/write/encode-write.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { resubmitWrite } from "#client/write/resubmit-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import type { Write, WriteStep } from "#client/write/write.ts";
import type { WriteContext } from "#client/write/write-context.ts";
import { companyProfile, note } from "#test/client/records.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";
import { hasAnvil } from "#test/helpers/chain.ts";

/* What can become of a transaction, played on a chain that drops, replaces and reorganises on demand. */

const POLL = 20;

describe.skipIf(!hasAnvil())("a write whose transaction", () => {
  let world: World;
  let anvil: TestClient;
  let context: WriteContext;
  beforeAll(async () => {
    world = await startWorld({ client: "anvil" });
    anvil = createTestClient({ mode: "anvil", transport: http(world.chain.rpcUrl) });
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    await anvil.setAutomine(true);
    context = contextOf({ world, journal: memoryJournal() });
  });

  async function prepareNew(in_: WriteContext = context) {
    const place = newCustomer({ organisation: world.organisation });
    const drafts = [{ ...place, record: companyProfile() }];
    return { ...place, drafts, write: await prepareWrite({ context: in_, id: place.customer, drafts }) };
  }

  /** Steps until the write is in a state, and no further. */
  async function stepTo(step: WriteStep, from: Write, in_: WriteContext = context): Promise<Write> {
    let write = from;
    for (let round = 0; round < 20 && write.state.step !== step; round++)
      write = await advanceWrite({ context: in_, write });
    expect(write.state.step).toBe(step);
    return write;
  }

  async function submitUnmined() {
    const prepared = await prepareNew();
    await anvil.setAutomine(false);
    const write = await stepTo("submitted", prepared.write);
    if (write.state.step !== "submitted") throw new Error("Not submitted.");
    return { ...prepared, write, hash: write.state.transaction.hash };
  }

  const entries = (customer: `0x${string}`) => entriesOf({ registry: world.registry, customer });

  it("behavior: waits is neither dropped nor confirmed", async () => {
    const { write } = await submitUnmined();
    expect(await advanceWrite({ context, write })).toBe(write);
    await anvil.mine({ blocks: 1 });
    expect((await runWrite({ context, write, pollInterval: POLL })).state.step).toBe("confirmed");
  });

  it("behavior: was dropped is called so after three blocks, and goes once when it is submitted again", async () => {
    const { write, hash, customer } = await submitUnmined();
    await anvil.dropTransaction({ hash });
    await anvil.mine({ blocks: 2 });
    expect(await advanceWrite({ context, write })).toBe(write);
    await anvil.mine({ blocks: 1 });
    const dropped = await runWrite({ context, write, pollInterval: POLL });
    expect(dropped.state).toMatchObject({ step: "dropped", transaction: { hash } });
    expect(await entries(customer)).toEqual([]);
    await anvil.setAutomine(true);
    const again = await resubmitWrite({ journal: context.journal, write: dropped });
    expect((await runWrite({ context, write: again, pollInterval: POLL })).state.step).toBe("confirmed");
    expect(await entries(customer)).toHaveLength(1);
  });

  it("behavior: was dropped is submitted again by itself where the caller allows that beforehand", async () => {
    const { write, hash, customer } = await submitUnmined();
    await anvil.dropTransaction({ hash });
    await anvil.mine({ blocks: 3 });
    await anvil.setAutomine(true);
    const end = await runWrite({ context, write, pollInterval: POLL, resubmit: ["dropped"] });
    expect(end.history).toContain("dropped");
    expect(end.state.step).toBe("confirmed");
    expect(await entries(customer)).toHaveLength(1);
  });

  it("behavior: was cancelled by another one of the same nonce is replaced, and only the caller sends it again", async () => {
    const { write, customer } = await submitUnmined();
    if (write.state.step !== "submitted") throw new Error("Not submitted.");
    const { wallet } = context;
    await wallet.sendTransaction({
      account: wallet.account,
      to: wallet.account.address,
      chain: null,
      nonce: write.state.transaction.nonce ?? 0,
      maxFeePerGas: 100_000_000_000n,
      maxPriorityFeePerGas: 50_000_000_000n,
    });
    await anvil.mine({ blocks: 1 });
    const replaced = await runWrite({ context, write, pollInterval: POLL, resubmit: ["dropped", "reorged"] });
    expect(replaced.state.step).toBe("replaced");
    expect(await entries(customer)).toEqual([]);
    await anvil.setAutomine(true);
    const again = await resubmitWrite({ journal: context.journal, write: replaced });
    expect((await runWrite({ context, write: again, pollInterval: POLL })).state.step).toBe("confirmed");
    expect(await entries(customer)).toHaveLength(1);
  });

  it("behavior: was replaced by a dearer one with the same call is found on chain and confirmed", async () => {
    const { write, customer, hash } = await submitUnmined();
    if (write.state.step !== "submitted") throw new Error("Not submitted.");
    const { wallet, registry } = context;
    const dearer = await wallet.sendTransaction({
      account: wallet.account,
      to: registry.address,
      data: encodeWrite(write),
      chain: null,
      // Estimated on top of the mempool it would revert: the first one is in there.
      gas: 500_000n,
      nonce: write.state.transaction.nonce ?? 0,
      maxFeePerGas: 100_000_000_000n,
      maxPriorityFeePerGas: 50_000_000_000n,
    });
    expect(dearer).not.toBe(hash);
    await anvil.mine({ blocks: 1 });
    const end = await runWrite({ context, write, pollInterval: POLL });
    expect(end.state).toMatchObject({ step: "confirmed", inclusion: { transactionHash: dearer } });
    expect(await entries(customer)).toHaveLength(1);
  });

  it("behavior: lost a race in the mempool is reverted as stale, and then written on top by itself", async () => {
    const { write: first, customer } = await prepareNew();
    await runWrite({ context, write: first, pollInterval: POLL });
    const theirs = contextOf({ world, member: world.writer });
    const drafts = [{ customer, record: note("mine") }];
    const mine = await prepareWrite({ context, id: "mine", drafts });
    const other = await prepareWrite({ context: theirs, id: "theirs", drafts: [{ customer, record: note("theirs") }] });
    await anvil.setAutomine(false);
    const signed = await stepTo("signed", mine);
    // The dearer tip goes first, however late it was sent.
    await theirs.wallet.sendTransaction({
      account: theirs.wallet.account,
      to: world.registry.address,
      data: encodeWrite(other),
      chain: null,
      maxFeePerGas: 100_000_000_000n,
      maxPriorityFeePerGas: 50_000_000_000n,
    });
    const submitted = await advanceWrite({ context, write: signed });
    expect(submitted.state.step).toBe("submitted");
    await anvil.mine({ blocks: 1 });
    await anvil.setAutomine(true);
    const end = await runWrite({ context, write: submitted, pollInterval: POLL });
    expect(end.history.slice(-6)).toEqual(["reverted", "prepared", "stored", "signed", "submitted", "confirmed"]);
    expect(await entries(customer)).toHaveLength(3);
  });

  it("behavior: was in a block that a reorganisation took away is reorged, and finishes once more", async () => {
    const patient = contextOf({ world, confirmations: 3 });
    const { write, customer } = await prepareNew(patient);
    const submitted = await stepTo("submitted", write, patient);
    const included = await advanceWrite({ context: patient, write: submitted });
    expect(included.state).toMatchObject({ step: "submitted", inclusion: { blockNumber: expect.any(String) } });
    await anvil.request({ method: "anvil_reorg", params: [1, []] } as never);
    const reorged = await runWrite({ context: patient, write: included, pollInterval: POLL });
    expect(reorged.state.step).toBe("reorged");
    expect(await entries(customer)).toEqual([]);
    const again = await resubmitWrite({ journal: patient.journal, write: reorged });
    const mining = setInterval(() => void anvil.mine({ blocks: 1 }), 100);
    const end = await runWrite({ context: patient, write: again, pollInterval: POLL }).finally(() =>
      clearInterval(mining),
    );
    expect(end.state.step).toBe("confirmed");
    expect(await entries(customer)).toHaveLength(1);
  });

  it("behavior: was confirmed and undone by a deeper reorganisation is found out and submitted again", async () => {
    const { write, customer } = await prepareNew();
    const confirmed = await runWrite({ context, write, pollInterval: POLL });
    expect(confirmed.state.step).toBe("confirmed");
    await anvil.mine({ blocks: 2 });
    expect(await runWrite({ context, write: confirmed, pollInterval: POLL })).toBe(confirmed);
    await anvil.request({ method: "anvil_reorg", params: [4, []] } as never);
    expect(await entries(customer)).toEqual([]);
    const end = await runWrite({ context, write: confirmed, pollInterval: POLL, resubmit: ["reorged"] });
    expect(end.history.slice(confirmed.history.length)).toContain("reorged");
    expect(end.state.step).toBe("confirmed");
    expect(await entries(customer)).toHaveLength(1);
  });

  it("behavior: moved to another block by a reorganisation stays itself and is confirmed there", async () => {
    const { write, customer } = await prepareNew();
    const confirmed = await runWrite({ context, write, pollInterval: POLL });
    if (confirmed.state.step !== "confirmed") throw new Error("Not confirmed.");
    const { inclusion } = confirmed.state;
    const raw = await anvil.request({
      method: "eth_getRawTransactionByHash",
      params: [inclusion.transactionHash],
    } as never);
    await anvil.request({ method: "anvil_reorg", params: [1, [[raw, 0]]] } as never);
    const end = await runWrite({ context, write: confirmed, pollInterval: POLL });
    expect(end.state).toMatchObject({ step: "confirmed", inclusion: { transactionHash: inclusion.transactionHash } });
    if (end.state.step === "confirmed") expect(end.state.inclusion.blockHash).not.toBe(inclusion.blockHash);
    expect(await entries(customer)).toHaveLength(1);
  });

  it("error: an author who lost the role is told so, and can submit again once it is back", async () => {
    const outsider = createWalletClient({
      account: "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
      transport: http(world.chain.rpcUrl),
    }) as Wallet;
    const { write, customer } = await prepareNew();
    const stored = await stepTo("stored", write);
    const foreign = {
      ...context,
      wallet: { ...outsider, account: { address: customer.slice(0, 42), type: "json-rpc" } } as Wallet,
    };
    const refused = await advanceWrite({ context: foreign, write: stored });
    expect(refused.state).toMatchObject({ step: "reverted", code: "MissingRole", remedy: "resubmit" });
    const again = await resubmitWrite({ journal: context.journal, write: refused });
    expect((await runWrite({ context, write: again, pollInterval: POLL })).state.step).toBe("confirmed");
  });

  it("error: a wallet that refuses leaves the write stored, to be sent later", async () => {
    const refusing = {
      ...context.wallet,
      account: { address: context.wallet.account.address, type: "json-rpc" },
      sendTransaction: async () => {
        throw Object.assign(new Error("User rejected the request."), { code: 4001 });
      },
    } as unknown as Wallet;
    const { write } = await prepareNew();
    const refused = await refusalOf(runWrite({ context: { ...context, wallet: refusing }, write, pollInterval: POLL }));
    expect(refused).toMatchObject({ code: "WalletRejected", retryable: false });
    const journaled = await context.journal.load(write.id);
    expect(journaled?.state.step).toBe("stored");
    if (journaled === null) throw new Error("Not journaled.");
    expect((await runWrite({ context, write: journaled, pollInterval: POLL })).state.step).toBe("confirmed");
  });

  it("error: a wallet on another chain signs nothing", async () => {
    const elsewhere = { ...context.wallet, getChainId: async () => 1 } as Wallet;
    const { write } = await prepareNew();
    expect(await refusalOf(runWrite({ context: { ...context, wallet: elsewhere }, write }))).toMatchObject({
      code: "WrongChain",
    });
  });

  it("error: a dead chain leaves the write where it is, and is retryable", async () => {
    const { write } = await prepareNew();
    const { createPublicClient } = await import("viem");
    const client = createPublicClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) });
    const dead = { ...context, registry: { ...context.registry, client } } as WriteContext;
    expect(await refusalOf(runWrite({ context: dead, write }))).toMatchObject({
      code: "ChainUnavailable",
      retryable: true,
    });
    expect((await context.journal.load(write.id))?.state.step).toBe("stored");
  });

  it("behavior: the signal stops the waiting, and the write goes on later", async () => {
    const { write } = await submitUnmined();
    const stop = new AbortController();
    const waiting = refusalOf(runWrite({ context, write, pollInterval: 60_000, signal: stop.signal }));
    stop.abort();
    expect(await waiting).toMatchObject({ code: "Aborted" });
    await anvil.mine({ blocks: 1 });
    expect((await runWrite({ context, write, pollInterval: POLL })).state.step).toBe("confirmed");
  });
});
