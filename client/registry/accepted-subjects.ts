import type { Address, Hex } from "viem";
import type { Registry } from "./registry.ts";
import { registryLogs } from "./registry-logs.ts";

export type AcceptedSubjectsParameters = {
  registry: Registry;
  /** Only of these customers; of all where left out. */
  customers?: readonly Hex[];
};

/** Customers and their accepted subjects, from the chain's events. Throws `ChainUnavailable`. */
export async function acceptedSubjects(parameters: AcceptedSubjectsParameters): Promise<ReadonlyMap<Hex, Address>> {
  const { registry, customers } = parameters;
  const logs = await registryLogs({
    registry,
    events: ["SubjectNamed", "SubjectAccepted", "SubjectLeft"],
    ...(customers?.length === 1 ? { indexed: [customers] } : {}),
  });
  const subjects = new Map<Hex, Address>();
  for (const { eventName, args } of logs) {
    const customer = args.customer as Hex;
    if (eventName === "SubjectAccepted") subjects.set(customer, (args.subject as Address).toLowerCase() as Address);
    else subjects.delete(customer);
  }
  return subjects;
}
