import type { TransactionReceipt, TransactionResponse } from "ethers";

/** Gas prices of the yellow paper with EIP-2028 and EIP-2929. */
const TRANSACTION = 21_000;
const CALLDATA_ZERO_BYTE = 4;
const CALLDATA_BYTE = 16;
const LOG = 375;
const LOG_TOPIC = 375;
const LOG_BYTE = 8;

/** What a cold slot costs when it is written from zero, and when its value is replaced. */
export const COLD_SLOT_SET = 22_100;
export const COLD_SLOT_REPLACED = 5_000;

export type GasFloorParameters = {
  transaction: TransactionResponse;
  receipt: TransactionReceipt;
  /** Gas for the slots that a transaction of its kind has to write. */
  storage: number;
};

/** The gas below which no contract can go for the same calldata, logs and slots: not one instruction is in it. */
export function gasFloorOf({ transaction, receipt, storage }: GasFloorParameters): number {
  const calldata = Buffer.from(transaction.data.slice(2), "hex").reduce(
    (sum, byte) => sum + (byte === 0 ? CALLDATA_ZERO_BYTE : CALLDATA_BYTE),
    0,
  );
  const logs = receipt.logs.reduce(
    (sum, log) => sum + LOG + log.topics.length * LOG_TOPIC + ((log.data.length - 2) / 2) * LOG_BYTE,
    0,
  );
  return TRANSACTION + storage + calldata + logs;
}
