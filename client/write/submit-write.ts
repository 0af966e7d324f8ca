import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { checkWalletChain } from "../acts/transact.ts";
import { askChain } from "../registry/ask-chain.ts";
import { revertErrorOf } from "../registry/chain-error.ts";
import { headOf } from "../registry/head-of.ts";
import { encodeWrite } from "./encode-write.ts";
import { findWrite } from "./find-write.ts";
import { moveWrite } from "./move-write.ts";
import { refusedState, revertedStateOf } from "./reverted-state.ts";
import { sendSigned, signWrite } from "./signed-transaction.ts";
import { staleCustomers } from "./stale-customers.ts";
import type { Inclusion, Write, WriteState } from "./write.ts";
import type { PipelineContext } from "./write-context.ts";

type Step = { context: PipelineContext; write: Write };

/**
 * stored → signed | asked | submitted | reverted. The registry is asked first whether it would take the call, so a refusal
 * costs nothing. A local key signs here, and the signed transaction is journaled before anything leaves.
 */
export async function signOrAsk({ context, write }: Step): Promise<Write> {
  const { registry, wallet, journal } = context;
  const inclusion = await findWrite({ registry, write });
  if (inclusion !== null) return adopt({ context, write, inclusion });
  await checkWalletChain({ registry, wallet });
  const request = { account: wallet.account.address, to: registry.address, data: encodeWrite(write) };
  try {
    await askChain(() => registry.client.call(request));
    if (wallet.account.type !== "local") return await moveWrite({ journal, write, state: { step: "asked" } });
    const transaction = await signWrite({ context, write });
    return await moveWrite({ journal, write, state: { step: "signed", transaction } });
  } catch (error) {
    return moveWrite({ journal, write, state: await stateAfter({ context, write, error }) });
  }
}

/** The state after the registry's refusal. Throws whatever else went wrong, which leaves the write where it is. */
async function stateAfter({ context, write, error }: Step & { error: unknown }): Promise<WriteState> {
  const state = isKontorError(error) ? await refusedState({ registry: context.registry, write, error }) : null;
  if (state === null) throw error;
  return state;
}

/** signed → submitted, or back to stored where the nonce has gone to something else. */
export async function broadcast({ context, write }: Step): Promise<Write> {
  const { registry, journal } = context;
  if (write.state.step !== "signed") return write;
  const { transaction } = write.state;
  const inclusion = await findWrite({ registry, write });
  if (inclusion !== null) return adopt({ context, write, inclusion });
  let sent: boolean;
  try {
    sent = await sendSigned({ registry, transaction });
  } catch (error) {
    return moveWrite({ journal, write, state: await stateAfter({ context, write, error }) });
  }
  if (sent) return moveWrite({ journal, write, state: { step: "submitted", transaction, inclusion: null } });
  // Mined between the look and the send, or the nonce is another's: the first is found above on the next round.
  return moveWrite({ journal, write, state: { step: "stored" } });
}

/**
 * asked → submitted. A wallet may have sent before an earlier process died: the chain and the node's mempool are looked at
 * before it is asked again. `WalletRejected` leaves the write stored.
 */
export async function askWallet({ context, write }: Step): Promise<Write> {
  const { registry, wallet, journal } = context;
  const inclusion = await findWrite({ registry, write });
  if (inclusion !== null) return adopt({ context, write, inclusion });
  if (await isPending({ context, write })) return write;
  const stale = await staleCustomers({ registry, write });
  if (stale.length > 0) {
    // Whatever the wallet was asked before cannot get in any more; nobody is to be asked to pay for that.
    return moveWrite({
      journal,
      write,
      state: await revertedStateOf({ registry, write, error: revertErrorOf({ name: "StaleHead", args: [] }) }),
    });
  }
  try {
    const request = {
      account: wallet.account,
      to: registry.address,
      data: encodeWrite(write),
      chain: wallet.chain ?? null,
    };
    const hash = await askChain(() => wallet.sendTransaction(request));
    const sentAt = await askChain(() => registry.client.getBlockNumber({ cacheTime: 0 }));
    const transaction = { hash, nonce: null, raw: null, sentAt: sentAt.toString() };
    return moveWrite({ journal, write, state: { step: "submitted", transaction, inclusion: null } });
  } catch (error) {
    if (isKontorError(error) && error.code === "WalletRejected") {
      await moveWrite({ journal, write, state: { step: "stored" } });
      throw error;
    }
    return moveWrite({ journal, write, state: await stateAfter({ context, write, error }) });
  }
}

/** Takes over a write that is on chain already, under whatever transaction. */
export async function adopt(parameters: Step & { inclusion: Inclusion }): Promise<Write> {
  const { context, write, inclusion } = parameters;
  const { transactionHash: hash, blockNumber: sentAt } = inclusion;
  const transaction = { hash, nonce: null, raw: null, sentAt };
  return moveWrite({ journal: context.journal, write, state: { step: "submitted", transaction, inclusion } });
}

async function isPending({ context, write }: Step): Promise<boolean> {
  const append = write.appends.at(-1);
  if (append === undefined) return false;
  const pending = await headOf({ registry: context.registry, customer: append.customer, blockTag: "pending" });
  return pending === append.head;
}
