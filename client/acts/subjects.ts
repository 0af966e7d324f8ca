import { type Address, type Hex, zeroAddress } from "viem";
import { predecessorOf } from "#protocol/chain/entry.ts";
import { knownLatestEntry } from "../read/known-latest-entry.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import { callRegistry } from "./call-registry.ts";
import type { Transacted } from "./transact.ts";

export type NameSubjectParameters = {
  registry: Registry;
  service: Service;
  /** A WRITER of the steward. */
  wallet: Wallet;
  customer: Hex;
  /** The customer's own wallet; null withdraws the name. */
  subject: Address | null;
};

/** Names a customer's own wallet on chain; it becomes the subject when it accepts. Throws `MissingRole`, `CustomerErased`. */
export async function nameSubject(parameters: NameSubjectParameters): Promise<Transacted> {
  const { registry, wallet, subject } = parameters;
  const latest = predecessorOf(await knownLatestEntry(parameters));
  return callRegistry({ registry, wallet, functionName: "nameSubject", args: [latest, subject ?? zeroAddress] });
}

export type OfSubjectParameters = {
  registry: Registry;
  /** The subject, or who is named and accepts. */
  wallet: Wallet;
  customer: Hex;
};

/** Becomes the customer's subject. The steward then shares the customer's keys with it. Throws `NotSubject`. */
export async function acceptSubject({ registry, wallet, customer }: OfSubjectParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "acceptSubject", args: [customer] });
}

/** Stops being the customer's subject. Throws `NotSubject`. */
export async function leaveSubject({ registry, wallet, customer }: OfSubjectParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "leaveSubject", args: [customer] });
}

export type CountersignParameters = OfSubjectParameters & {
  /** The entry's hash, as read and verified. */
  head: Hex;
};

/** Agrees on chain to an entry of the customer's, by its hash. Throws `NotSubject`. */
export async function countersign({ registry, wallet, customer, head }: CountersignParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "countersign", args: [customer, head] });
}

/** Asks the steward, on chain, to erase the customer. What follows is the steward's to do. Throws `NotSubject`. */
export async function requestErasure({ registry, wallet, customer }: OfSubjectParameters): Promise<Transacted> {
  return callRegistry({ registry, wallet, functionName: "requestErasure", args: [customer] });
}
