import type { Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { type ReadCustomersParameters, readCustomers } from "./read-customers.ts";
import type { ReadCustomer } from "./read-entry.ts";

export type ReadCustomerParameters = Omit<ReadCustomersParameters, "customers" | "wants"> & { customer: Hex };

/** One customer with every entry; see `readCustomers`. */
export async function readCustomer({ customer, ...rest }: ReadCustomerParameters): Promise<ReadCustomer> {
  const [read] = await readCustomers({ ...rest, customers: [customer] });
  if (read === undefined) throw new KontorError({ code: "InvariantBroken", message: "A customer was not read." });
  return read;
}
