import { z } from "zod";
import { shippingAddress } from "./contact-points.ts";
import { isoDate } from "./dates.ts";
import { currency, decimal } from "./decimal.ts";
import { listOf } from "./list-of.ts";
import { correctingRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

export const TRANSACTION_TYPES = ["quote", "order", "delivery", "invoice", "payment", "credit", "refund"] as const;

const line = z.strictObject({
  sku: lineText.exactOptional(),
  description: lineText,
  quantity: decimal,
  unit: lineText.exactOptional(),
  unitPrice: decimal,
  /** Share of the price that is taken off: "0.15" is 15%. */
  discount: decimal.exactOptional(),
});

/** Something bought, billed or paid. The amounts are what the source says; nothing here adds them up. */
export const transactionSchema = z.strictObject({
  ...correctingRecord("transaction/1"),
  type: z.enum(TRANSACTION_TYPES),
  number: lineText,
  date: isoDate,
  requiredDate: isoDate.exactOptional(),
  shippedDate: isoDate.exactOptional(),
  dueDate: isoDate.exactOptional(),
  status: lineText.exactOptional(),
  /** The number of the transaction that this one answers, such as the order of an invoice. */
  reference: lineText.exactOptional(),
  currency,
  lines: listOf(line).exactOptional(),
  freight: decimal.exactOptional(),
  tax: decimal.exactOptional(),
  total: decimal,
  shipTo: shippingAddress.exactOptional(),
  carrier: lineText.exactOptional(),
  salesperson: lineText.exactOptional(),
  notes: paragraphText.exactOptional(),
});

export type Transaction = z.infer<typeof transactionSchema>;
