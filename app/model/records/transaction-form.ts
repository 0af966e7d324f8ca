import type { Classification, Labels } from "#protocol/envelope/labels.ts";
import type { Transaction } from "#protocol/record/schemas/transaction.ts";
import { cleanRow, type Row } from "./profile-form.ts";
import { isBlank, prune } from "./prune.ts";
import { newRowKey } from "./row-key.ts";

export type LineRow = Row<"sku" | "description" | "quantity" | "unit" | "unitPrice" | "discount">;

/** A transaction as the form edits it. */
export type TransactionForm = {
  type: Transaction["type"];
  number: string;
  date: string;
  requiredDate: string;
  shippedDate: string;
  dueDate: string;
  status: string;
  reference: string;
  currency: string;
  lines: LineRow[];
  freight: string;
  tax: string;
  total: string;
  shipTo: { name: string; street: string; city: string; region: string; postalCode: string; country: string };
  carrier: string;
  salesperson: string;
  notes: string;
  classification: Classification;
  region: string;
};

/** Its fields with a number as people write it. */
export const TRANSACTION_DECIMALS = [
  "lines.*.quantity",
  "lines.*.unitPrice",
  "lines.*.discount",
  "freight",
  "tax",
  "total",
] as const;

export const newLine = (): LineRow => ({
  key: newRowKey(),
  sku: "",
  description: "",
  quantity: "1",
  unit: "",
  unitPrice: "",
  discount: "",
});

/** What a new transaction starts from: today, and the labels of the customer's profile. */
export function emptyTransactionForm({ labels, today }: { labels: Labels; today: string }): TransactionForm {
  return {
    type: "order",
    number: "",
    date: today,
    ...{ requiredDate: "", shippedDate: "", dueDate: "", status: "", reference: "", currency: "EUR" },
    lines: [newLine()],
    ...{ freight: "", tax: "", total: "" },
    shipTo: { name: "", street: "", city: "", region: "", postalCode: "", country: "" },
    ...{ carrier: "", salesperson: "", notes: "" },
    ...labels,
  };
}

/** Drops lines that nobody has filled in; a quantity of 1 is where a line starts from. */
export function withoutBlankLines(form: TransactionForm): TransactionForm {
  return { ...form, lines: form.lines.filter((line) => !isBlank({ ...line, quantity: "" })) };
}

/** The record that a form without blank lines says; not yet checked against the schema. */
export function formToTransaction(form: TransactionForm): Record<string, unknown> {
  const { classification, region, lines, shipTo, ...texts } = form;
  const place = prune(shipTo);
  return {
    schema: "transaction/2",
    labels: { classification, region },
    ...prune({ ...texts, lines: lines.map(cleanRow) }),
    ...(Object.keys(place).length > 0 ? { shipTo: place } : {}),
  };
}
