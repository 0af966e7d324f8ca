import type { Address } from "viem";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { EnvelopeContext } from "#protocol/envelope/header.ts";
import { forbidden, requireActiveRole } from "../access/require-role.ts";
import type { AppContext } from "../http/app-context.ts";

/** Customers of one wallet are few; the first tells that it is a subject at all. */
const ANY = 1;

/**
 * Who may upload for `organisation`: its WRITERs; and, where that is the caller's own wallet, a customer's accepted subject, who
 * writes consent about itself.
 *
 * @param parameters.envelope what the envelope says it is; undefined before it is read
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function requireUploader({
  app,
  account,
  organisation,
  envelope,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  envelope?: Pick<EnvelopeContext, "customer" | "kind">;
}): Promise<void> {
  const { store, chain } = app;
  if (organisation !== account || (await chain.isOrganisation(account))) {
    await requireActiveRole({ app, organisation, account, roles: ["WRITER"] });
  } else if (envelope === undefined) {
    const customers = await store.access.customersOfSubject({ account, limit: ANY });
    if (customers.length === 0) throw forbidden();
  } else {
    const [state] = await chain.subjectsOf([envelope.customer]);
    if (envelope.kind !== KINDS.consent || state?.subject !== account) throw forbidden();
  }
}
