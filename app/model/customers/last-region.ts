import type { Address } from "viem";
import { type CustomerSummary, isOwn } from "./customer-summary.ts";

/** The region of the customer that the organisation wrote to last, where a new one most likely belongs as well; else empty. */
export function lastRegion(parameters: { customers: readonly CustomerSummary[]; organisation: Address }): string {
  const { customers, organisation } = parameters;
  const own = customers.filter((item) => isOwn({ item, organisation }) && item.profile !== null);
  const [newest] = own.sort((one, other) => (other.changedAt ?? 0) - (one.changedAt ?? 0));
  return newest?.profile?.labels.region ?? "";
}
