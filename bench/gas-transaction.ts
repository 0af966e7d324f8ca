import type { TransactionResponse } from "ethers";
import { gasFloorOf } from "./gas-floor.ts";

export type TransactionGas = { gas: number; floor: number };

/** Gas that a transaction used, and its floor. `storage`: gas for the slots that it has to write. */
export async function measureTransaction({
  transaction,
  storage,
}: {
  transaction: Promise<TransactionResponse>;
  storage: number;
}): Promise<TransactionGas> {
  const sent = await transaction;
  const receipt = await sent.wait();
  if (receipt?.status !== 1) throw new Error(`Transaction ${sent.hash} failed.`);
  return { gas: Number(receipt.gasUsed), floor: gasFloorOf({ transaction: sent, receipt, storage }) };
}
