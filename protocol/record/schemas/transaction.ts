import { z } from "zod";
import { isAnObject, issueOfRule } from "../problem-kinds.ts";
import { amountIssues } from "./amounts.ts";
import { shippingAddress } from "./contact-points.ts";
import { isoDate } from "./dates.ts";
import { currency, decimal } from "./decimal.ts";
import { listOf } from "./list-of.ts";
import { correctingRecord } from "./shared-members.ts";
import { lineText, paragraphText } from "./text.ts";

export const TRANSACTION_TYPES = ["quote", "order", "delivery", "invoice", "payment", "credit", "refund"] as const;

const everyLine = {
  sku: lineText.exactOptional(),
  description: lineText,
  unit: lineText.exactOptional(),
  /** Share of the price that is taken off: "0.15" is 15%. */
  discount: decimal.exactOptional(),
};

const everyTransaction = {
  type: z.enum(TRANSACTION_TYPES),
  number: lineText,
  date: isoDate,
  requiredDate: isoDate.exactOptional(),
  shippedDate: isoDate.exactOptional(),
  dueDate: isoDate.exactOptional(),
  status: lineText.exactOptional(),
  /** The number of the transaction that this one answers, such as the order of an invoice. */
  reference: lineText.exactOptional(),
  freight: decimal.exactOptional(),
  tax: decimal.exactOptional(),
  shipTo: shippingAddress.exactOptional(),
  carrier: lineText.exactOptional(),
  salesperson: lineText.exactOptional(),
  notes: paragraphText.exactOptional(),
};

/** Something bought, billed or paid, as it was written first. */
export const transactionSchema1 = z.strictObject({
  ...correctingRecord("transaction/1"),
  ...everyTransaction,
  currency,
  lines: listOf(z.strictObject({ ...everyLine, quantity: decimal, unitPrice: decimal })).exactOptional(),
  total: decimal,
});

const line = z.strictObject({
  ...everyLine,
  quantity: decimal.exactOptional(),
  unitPrice: decimal.exactOptional(),
});

const NO_CURRENCY = { kind: "noCurrency", words: "is missing beside a price", path: ["currency"] } as const;

/**
 * Something bought, billed or paid. The amounts are what the source says, as far as they are known; nothing here adds them up.
 */
export const transactionSchema2 = z
  .strictObject({
    ...correctingRecord("transaction/2"),
    ...everyTransaction,
    currency: currency.exactOptional(),
    lines: listOf(line).exactOptional(),
    total: decimal.exactOptional(),
  })
  .superRefine(
    ({ currency: code, freight, tax, total, lines }, context) => {
      const priced = Array.isArray(lines) && lines.some(({ unitPrice }) => unitPrice !== undefined);
      const found = amountIssues({ currency: code, amounts: { freight, tax, total } });
      for (const issue of found) context.addIssue(issue);
      if (code === undefined && found.length === 0 && priced) context.addIssue(issueOfRule(NO_CURRENCY));
    },
    { when: isAnObject },
  );

/** A transaction that is written. */
export type Transaction2 = z.infer<typeof transactionSchema2>;

/** A transaction as it may be read. */
export type Transaction = z.infer<typeof transactionSchema1> | Transaction2;
