import type { Transaction2 } from "#protocol/record/schemas/transaction.ts";
import type { EmployeeRow, LineRow, OrderRow, ProductRow } from "./northwind.ts";
import { present } from "./present.ts";
import { regionOf } from "./region.ts";

/** Northwind's table of shippers. */
const CARRIERS: Readonly<Record<string, string>> = { 1: "Speedy Express", 2: "United Package", 3: "Federal Shipping" };

export type OrderRecordParameters = {
  order: OrderRow;
  lines: readonly LineRow[];
  productOf: ReadonlyMap<string, ProductRow>;
  employee: EmployeeRow | undefined;
  country: string;
};

/** A Northwind order with its lines as a transaction. The total is its lines less their discounts, plus freight. */
export function orderRecord({ order, lines, productOf, employee, country }: OrderRecordParameters): Transaction2 {
  const shipTo = present({
    name: order.shipName,
    street: order.shipAddress,
    city: order.shipCity,
    region: order.shipRegion,
    postalCode: order.shipPostalCode,
    country: order.shipCountry,
  });
  return {
    schema: "transaction/2",
    labels: { classification: "internal", region: regionOf(country) },
    externalIds: [{ system: "Northwind", id: order.orderID }],
    type: "order",
    number: order.orderID,
    date: dayOf(order.orderDate),
    ...present({ requiredDate: mapped(order.requiredDate), shippedDate: mapped(order.shippedDate) }),
    status: order.shippedDate === undefined ? "open" : "shipped",
    currency: "USD",
    lines: lines.map((line) => lineOf({ line, product: productOf.get(line.productID) })),
    freight: order.freight,
    total: totalOf({ lines, freight: order.freight }),
    shipTo,
    ...present({ carrier: CARRIERS[order.shipVia] }),
    ...(employee === undefined ? {} : { salesperson: `${employee.firstName} ${employee.lastName}` }),
  };
}

type TransactionLine = NonNullable<Transaction2["lines"]>[number];

function lineOf({ line, product }: { line: LineRow; product: ProductRow | undefined }): TransactionLine {
  return {
    sku: line.productID,
    description: product?.productName ?? `Product ${line.productID}`,
    quantity: line.quantity,
    ...present({ unit: product?.quantityPerUnit }),
    unitPrice: line.unitPrice,
    ...(line.discount === "0" ? {} : { discount: line.discount }),
  };
}

/** The export writes days as `1996-07-04 00:00:00.000`. */
function dayOf(time: string): string {
  return time.slice(0, 10);
}

function mapped(time: string | undefined): string | undefined {
  return time === undefined ? undefined : dayOf(time);
}

/** In hundredths of cents, so that no discount rounds before the sum does (half up). */
function totalOf({ lines, freight }: { lines: readonly LineRow[]; freight: string }): string {
  const sum = lines.reduce(
    (total, { unitPrice, quantity, discount }) =>
      total + hundredths(unitPrice) * BigInt(quantity) * (100n - hundredths(discount)),
    hundredths(freight) * 100n,
  );
  const cents = (sum + 50n) / 100n;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}

/** "0.15" → 15n. */
function hundredths(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0").slice(0, 2));
}
