import { BaseError, type Hex, keccak256 } from "viem";
import { askChain } from "../registry/ask-chain.ts";
import { chainErrorOf } from "../registry/chain-error.ts";
import type { Registry } from "../registry/registry.ts";
import { encodeWrite } from "./encode-write.ts";
import type { CarryingTransaction, Write } from "./write.ts";
import type { PipelineContext } from "./write-context.ts";

/** Gas on top of the estimate, in percent: the state can change a little until the block. */
const GAS_MARGIN = 10n;

/** Signs the transaction of a write with the local key, at the account's next free nonce. Nothing leaves. */
export async function signWrite(parameters: { context: PipelineContext; write: Write }): Promise<CarryingTransaction> {
  const { registry, wallet } = parameters.context;
  const call = { account: wallet.account, to: registry.address, data: encodeWrite(parameters.write) } as const;
  return askChain(async () => {
    const sentAt = await registry.client.getBlockNumber({ cacheTime: 0 });
    const gas = await registry.client.estimateGas(call);
    const request = await wallet.prepareTransactionRequest({
      ...call,
      chain: wallet.chain ?? null,
      chainId: registry.chainId,
      gas: gas + (gas * GAS_MARGIN) / 100n,
    });
    const raw = await wallet.signTransaction({ ...request, chain: wallet.chain ?? null });
    return { hash: keccak256(raw), nonce: Number(request.nonce), raw, sentAt: sentAt.toString() };
  });
}

/**
 * Hands a signed transaction to the node. True when the node has it (again: the same bytes do no harm); false when its
 * nonce is used or taken, so that it never gets in. Throws `ChainUnavailable` where neither can be told.
 */
export async function sendSigned(parameters: {
  registry: Registry;
  transaction: CarryingTransaction;
}): Promise<boolean> {
  const { registry, transaction } = parameters;
  if (transaction.raw === null) return false;
  try {
    await registry.client.sendRawTransaction({ serializedTransaction: transaction.raw as Hex });
    return true;
  } catch (error) {
    const known = await askChain(() => registry.client.getTransaction({ hash: transaction.hash })).catch(() => null);
    if (known !== null) return true;
    if (isNonceTaken(error)) return false;
    throw chainErrorOf(error);
  }
}

/** Nodes have no code of their own for this: geth, anvil and Hardhat say it in words. */
function isNonceTaken(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const text = `${error.details} ${error.message}`.toLowerCase();
  return /nonce[^.]*too low|underpriced|nonce[^.]*already|lower than the current nonce/.test(text);
}
