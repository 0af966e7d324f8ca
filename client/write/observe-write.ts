import { type Hex, TransactionNotFoundError, type TransactionReceipt, TransactionReceiptNotFoundError } from "viem";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { askChain } from "../registry/ask-chain.ts";
import { revertErrorOf } from "../registry/chain-error.ts";
import type { Registry } from "../registry/registry.ts";
import { encodeWrite } from "./encode-write.ts";
import { findWrite } from "./find-write.ts";
import { moveWrite } from "./move-write.ts";
import { revertedStateOf } from "./reverted-state.ts";
import { adopt } from "./submit-write.ts";
import type { Inclusion, Write, WriteState } from "./write.ts";
import type { PipelineContext } from "./write-context.ts";

/** Blocks that pass before a transaction that no node knows counts as dropped. */
const BLOCKS_UNTIL_DROPPED = 3n;

type Step = { context: PipelineContext; write: Write };

/**
 * submitted → confirmed | replaced | dropped | reverted | reorged, or the same write where there is nothing new yet.
 * A confirmed write is looked at again: a deep reorg can still undo it.
 */
export async function observeWrite({ context, write }: Step): Promise<Write> {
  const { registry, journal } = context;
  const { state } = write;
  if (state.step !== "submitted" && state.step !== "confirmed") return write;
  const hash = state.step === "submitted" ? state.transaction.hash : state.inclusion.transactionHash;
  const receipt = await receiptOf({ registry, hash });
  if (receipt === null) return withoutReceipt({ context, write });
  if (receipt.status !== "success") {
    return moveWrite({ journal, write, state: await refusedState({ registry, write, receipt }) });
  }
  const inclusion: Inclusion = {
    transactionHash: receipt.transactionHash,
    blockNumber: receipt.blockNumber.toString(),
    blockHash: receipt.blockHash,
  };
  const latest = await askChain(() => registry.client.getBlockNumber({ cacheTime: 0 }));
  const confirmed = latest - receipt.blockNumber + 1n >= BigInt(write.confirmations);
  const same = state.inclusion?.blockHash === inclusion.blockHash;
  if (confirmed) {
    if (state.step === "confirmed" && same) return write;
    // Our transaction's success is not our entries: an account abstraction wallet may have swallowed the call.
    if ((await findWrite({ registry, write })) === null) return withoutReceipt({ context, write });
    return moveWrite({ journal, write, state: { step: "confirmed", inclusion } });
  }
  if (state.step === "submitted" && same) return write;
  const transaction =
    state.step === "submitted" ? state.transaction : { hash, nonce: null, raw: null, sentAt: inclusion.blockNumber };
  return moveWrite({ journal, write, state: { step: "submitted", transaction, inclusion } });
}

/** The transaction is in no block: still waiting, carried by another one, cancelled, dropped, or undone by a reorg. */
async function withoutReceipt({ context, write }: Step): Promise<Write> {
  const { registry, journal } = context;
  const { state } = write;
  if (state.step !== "submitted" && state.step !== "confirmed") return write;
  const elsewhere = await findWrite({ registry, write });
  if (elsewhere !== null) {
    const seen = state.inclusion?.blockHash === elsewhere.blockHash;
    return seen ? write : adopt({ context, write, inclusion: elsewhere });
  }
  if (state.inclusion !== null) {
    return moveWrite({ journal, write, state: { step: "reorged", inclusion: state.inclusion } });
  }
  const { transaction } = state as Extract<WriteState, { step: "submitted" }>;
  const waiting = await waitingNonce({ registry, hash: transaction.hash });
  if (waiting !== null) {
    if (transaction.nonce !== null) return write;
    const named = { ...transaction, nonce: waiting };
    return moveWrite({ journal, write, state: { step: "submitted", transaction: named, inclusion: null } });
  }
  const used = await askChain(() => registry.client.getTransactionCount({ address: write.author }));
  if (transaction.nonce !== null && used > transaction.nonce) {
    return moveWrite({ journal, write, state: { step: "replaced", transaction } });
  }
  // A node that was asked too early, or another one of the same provider, may just not know it yet.
  const latest = await askChain(() => registry.client.getBlockNumber({ cacheTime: 0 }));
  if (latest < BigInt(transaction.sentAt) + BLOCKS_UNTIL_DROPPED) return write;
  return moveWrite({ journal, write, state: { step: "dropped", transaction } });
}

/** The nonce of a transaction that the node knows; null where it knows none. */
async function waitingNonce({ registry, hash }: { registry: Registry; hash: Hex }): Promise<number | null> {
  return askChain(async () => {
    try {
      return (await registry.client.getTransaction({ hash })).nonce;
    } catch (error) {
      if (error instanceof TransactionNotFoundError) return null;
      throw error;
    }
  });
}

async function receiptOf(parameters: { registry: Registry; hash: Hex }): Promise<TransactionReceipt | null> {
  const { registry, hash } = parameters;
  return askChain(async () => {
    try {
      return await registry.client.getTransactionReceipt({ hash });
    } catch (error) {
      if (error instanceof TransactionReceiptNotFoundError) return null;
      throw error;
    }
  });
}

/** A mined revert carries no reason: the call is tried again to learn it. */
async function refusedState(parameters: {
  registry: Registry;
  write: Write;
  receipt: TransactionReceipt;
}): Promise<WriteState> {
  const { registry, write, receipt } = parameters;
  const request = { account: write.author, to: registry.address, data: encodeWrite(write) };
  let error = revertErrorOf({ name: null, args: [] });
  try {
    await askChain(() => registry.client.call({ ...request, blockNumber: receipt.blockNumber }));
  } catch (thrown) {
    if (!isKontorError(thrown) || thrown.retryable) throw thrown;
    error = thrown;
  }
  return revertedStateOf({ registry, write, error });
}
