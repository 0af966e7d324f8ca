import type { Address, Hex } from "viem";
import type { Kontor } from "#app/runtime/kontor.ts";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import type { Identity } from "#client/keys/identity.ts";
import { readCustomer } from "#client/read/read-customer.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { listSubjectCustomers } from "#client/service/subjects.ts";
import type { SubjectCustomersResponse } from "#protocol/api/subjects.ts";
import type { Consent } from "#protocol/record/schemas/consent.ts";
import { queryKeys } from "./keys.ts";
import type { SaveForm } from "./writes.ts";

export type SubjectCustomer = SubjectCustomersResponse["items"][number];

/** The customers whose subject an account is, or is named as. */
export const subjectCustomersQuery = ({ service, account }: { service: Service; account: Address }) => ({
  queryKey: queryKeys.mine(account),
  queryFn: async (): Promise<SubjectCustomer[]> => {
    const items: SubjectCustomer[] = [];
    let after: Hex | null = null;
    do {
      const page: SubjectCustomersResponse = await listSubjectCustomers({
        service,
        account,
        ...(after === null ? {} : { after }),
      });
      items.push(...page.items);
      after = page.next;
    } while (after !== null);
    return items;
  },
  staleTime: 10_000,
});

/** While the steward has yet to hand over the keys, or something is not confirmed, how often to look again (milliseconds). */
const INTERVAL = 4_000;

/** One customer as its own wallet reads it. */
export const mineCustomerQuery = (parameters: {
  registry: Registry;
  service: Service;
  identity: Identity;
  confirmations: number;
  customer: Hex;
  enabled: boolean;
}) => {
  const { enabled, ...reading } = parameters;
  return {
    queryKey: queryKeys.mineCustomer({ account: parameters.identity.account, customer: parameters.customer }),
    queryFn: () => readCustomer(reading),
    enabled,
    staleTime: 10_000,
    structuralSharing: false,
    refetchInterval: (query: { state: { data: ReadCustomer | undefined } }) =>
      query.state.data !== undefined && isUnfinished(query.state.data) ? INTERVAL : false,
  };
};

function isUnfinished({ verdict, entries }: ReadCustomer): boolean {
  if (verdict === "erased") return false;
  const waits = entries.some(({ refusal }) => refusal === "NoOpening");
  return waits || verdict === "pending" || verdict === "unavailable";
}

/** Encrypts a consent, or the withdrawal of one, in the subject's own name; it goes on in the background from there. */
export const consentMutation = (parameters: {
  kontor: Kontor;
  wallet: Wallet | undefined;
  identity: Identity;
  customer: Hex;
  /** Where a form says it. */
  save?: SaveForm;
}) => ({
  mutationFn: async ({ id, record }: { id: string; record: Consent }) => {
    const { kontor, identity, customer } = parameters;
    const { registry, service, journal, settings, writes } = kontor;
    const wallet = requireWallet(parameters.wallet);
    const { confirmations } = settings;
    const context = { registry, service, journal, wallet, identity, confirmations };
    const drafts = [{ customer, record }];
    await parameters.save?.({ context, drafts });
    await writes.start({ context, id, drafts });
  },
  gcTime: 0,
});
