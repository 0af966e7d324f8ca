import type { Address } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { EnvelopeContext } from "#protocol/envelope/header.ts";
import { forbidden, type RoleContext, requireActiveRole } from "../access/require-role.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Store } from "../store/store.ts";

/** Customers of one wallet are few; the first tells that it is a subject at all. */
const ANY = 1;

export type UploaderContext = RoleContext & {
  store: Pick<Store, "access">;
  chain: Pick<ChainReader, "isOrganisation" | "subjectsOf">;
};

/**
 * Who may upload for `organisation`: its WRITERs; and, where that is the caller's own wallet, a customer's accepted subject, who
 * writes consent about itself.
 *
 * @param parameters.envelope what the envelope says it is; undefined before it is read
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function requireUploader({
  context,
  account,
  organisation,
  envelope,
}: {
  context: UploaderContext;
  account: Address;
  organisation: Address;
  envelope?: Pick<EnvelopeContext, "customer" | "kind">;
}): Promise<void> {
  const { store, chain } = context;
  if (organisation !== account || (await chain.isOrganisation(account))) {
    await requireActiveRole({ context, organisation, account, roles: ["WRITER"] });
  } else if (envelope === undefined) {
    const customers = await store.access.customersOfSubject({ account, limit: ANY });
    if (customers.length === 0) throw forbidden();
  } else {
    const [state] = await chain.subjectsOf([envelope.customer]);
    if (envelope.kind !== KINDS.consent || state?.subject !== account) throw forbidden();
  }
}
