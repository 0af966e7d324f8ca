import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import { z } from "zod";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import type { Transaction } from "#protocol/record/schemas/transaction.ts";
import { orderRecord } from "./order-record.ts";
import { profileRecord } from "./profile-record.ts";

/** One Northwind customer with its orders, as records. */
export type NorthwindCustomer = {
  /** Northwind's own five letters. */
  code: string;
  country: string;
  profile: Profile;
  orders: Transaction[];
};

/** The CSV export writes what is missing as NULL. */
const field = z.string().transform((text) => (text === "NULL" || text === "" ? undefined : text));
const required = z.string().min(1);

const customerSchema = z.object({
  customerID: required,
  companyName: required,
  contactName: required,
  contactTitle: field,
  address: field,
  city: field,
  region: field,
  postalCode: field,
  country: required,
  phone: field,
  fax: field,
});
const orderSchema = z.object({
  orderID: required,
  customerID: required,
  employeeID: required,
  orderDate: required,
  requiredDate: field,
  shippedDate: field,
  shipVia: required,
  freight: required,
  shipName: field,
  shipAddress: field,
  shipCity: field,
  shipRegion: field,
  shipPostalCode: field,
  shipCountry: field,
});
const lineSchema = z.object({
  orderID: required,
  productID: required,
  unitPrice: required,
  quantity: required,
  discount: required,
});
const productSchema = z.object({ productID: required, productName: required, quantityPerUnit: field });
const employeeSchema = z.object({ employeeID: required, firstName: required, lastName: required });

export type CustomerRow = z.output<typeof customerSchema>;
export type OrderRow = z.output<typeof orderSchema>;
export type LineRow = z.output<typeof lineSchema>;
export type ProductRow = z.output<typeof productSchema>;
export type EmployeeRow = z.output<typeof employeeSchema>;

const ADDRESS_COLUMNS = ["address", "shipAddress"];

/** All 91 customers and 830 orders (2,155 lines) of the Northwind sample database, in the order of the export. */
export async function loadNorthwind(): Promise<NorthwindCustomer[]> {
  const [customers, orders, lines, products, employees] = await Promise.all([
    readRows("customers", customerSchema),
    readRows("orders", orderSchema),
    readRows("order-details", lineSchema),
    readRows("products", productSchema),
    readRows("employees", employeeSchema),
  ]);
  const ordersOf = Map.groupBy(orders, ({ customerID }) => customerID);
  const linesOf = Map.groupBy(lines, ({ orderID }) => orderID);
  const productOf = new Map(products.map((product) => [product.productID, product]));
  const employeeOf = new Map(employees.map((employee) => [employee.employeeID, employee]));
  return customers.map((customer) => ({
    code: customer.customerID,
    country: customer.country,
    profile: profileRecord(customer),
    orders: (ordersOf.get(customer.customerID) ?? []).map((order) =>
      orderRecord({
        order,
        lines: linesOf.get(order.orderID) ?? [],
        productOf,
        employee: employeeOf.get(order.employeeID),
        country: customer.country,
      }),
    ),
  }));
}

async function readRows<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.output<Schema>[]> {
  const text = await readFile(new URL(`data/${name}.csv`, import.meta.url), "utf8");
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [header, ...rows] = data;
  if (errors[0] !== undefined || header === undefined) throw new Error(`demo/data/${name}.csv: ${errors[0]?.message}`);
  const objects = rows.map((row) => {
    const cells = rejoin({ header, row });
    return Object.fromEntries(header.map((column, index) => [column, cells[index]]));
  });
  return z.array(schema).parse(objects);
}

/** The export does not quote: a comma in an address makes a column too many. */
function rejoin({ header, row }: { header: readonly string[]; row: readonly string[] }): readonly string[] {
  const surplus = row.length - header.length;
  const at = header.findIndex((column) => ADDRESS_COLUMNS.includes(column));
  if (surplus === 0) return row;
  if (surplus < 0 || at < 0) throw new Error(`A row has ${row.length} columns instead of ${header.length}.`);
  return [...row.slice(0, at), row.slice(at, at + surplus + 1).join(","), ...row.slice(at + surplus + 1)];
}
