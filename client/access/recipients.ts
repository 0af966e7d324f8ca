import type { Address, Hex } from "viem";
import { ALL_CUSTOMERS, ALL_KINDS } from "#protocol/chain/grants.ts";
import { acceptedSubjects } from "../registry/accepted-subjects.ts";
import type { Registry } from "../registry/registry.ts";
import { type Grant, liveGrants } from "./live-grants.ts";

/** Somebody beside the steward that a customer's secret goes to. */
export type Recipient = { grantee: Address; scope: number };

/** Who has to get what of a steward's customers. */
export type Recipients = {
  /** Everybody, once each. */
  grantees: Address[];
  /** Of one customer. */
  of(customer: Hex): Recipient[];
};

/** The grantees and subjects of a steward's customers, as the chain has them now. Throws `ChainUnavailable`. */
export async function recipientsOf(parameters: {
  registry: Registry;
  steward: Address;
  /** The customers in question; all by default. */
  customers?: readonly Hex[];
}): Promise<Recipients> {
  const { customers } = parameters;
  const [grants, subjects] = await Promise.all([liveGrants(parameters), acceptedSubjects(parameters)]);
  const byCustomer = new Map<Hex, Grant[]>();
  for (const grant of grants) byCustomer.set(grant.customer, [...(byCustomer.get(grant.customer) ?? []), grant]);
  const of = (customer: Hex): Recipient[] => {
    const subject = subjects.get(customer);
    const covering = [...(byCustomer.get(ALL_CUSTOMERS) ?? []), ...(byCustomer.get(customer) ?? [])];
    return distinct([
      ...covering.map(({ grantee, scope }) => ({ grantee, scope })),
      ...(subject === undefined ? [] : [{ grantee: subject, scope: ALL_KINDS }]),
    ]);
  };
  const wanted = customers ?? [...byCustomer.keys(), ...subjects.keys()];
  const grantees = new Set(wanted.flatMap(of).map(({ grantee }) => grantee));
  return { grantees: [...grantees], of };
}

/** Each once; a scope of one kind is left out where all kinds are there. */
function distinct(recipients: readonly Recipient[]): Recipient[] {
  const scopes = new Map<Address, Set<number>>();
  for (const { grantee, scope } of recipients) scopes.set(grantee, (scopes.get(grantee) ?? new Set()).add(scope));
  return [...scopes].flatMap(([grantee, held]) =>
    held.has(ALL_KINDS) ? [{ grantee, scope: ALL_KINDS }] : [...held].map((scope) => ({ grantee, scope })),
  );
}
