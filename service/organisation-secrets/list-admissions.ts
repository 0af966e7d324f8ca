import type { Address } from "viem";
import type { AdmissionsResponse } from "#protocol/api/organisation-secrets.ts";
import { requireRole } from "../access/require-role.ts";
import { listMembers } from "../directory/list-members.ts";
import type { AppContext } from "../http/app-context.ts";

/**
 * Everyone who holds a role by the index, and whether the organisation secret of an epoch is sealed to their newest key.
 * @throws KontorError Forbidden, ChainUnavailable
 */
export async function listAdmissions({
  app,
  account,
  organisation,
  epoch,
}: {
  app: AppContext;
  account: Address;
  organisation: Address;
  epoch: number;
}): Promise<AdmissionsResponse["items"]> {
  const { store, clock } = app;
  await requireRole({ app, organisation, account, roles: ["ORGANISATION", "KEEPER"] });
  const [members, recipients] = await Promise.all([
    listMembers({ index: store.index, organisation, now: clock() }),
    store.sealed.recipients({ kind: "organisation", organisation, epoch }),
  ]);
  const sealed = new Set(recipients.map(({ recipient, recipientEpoch }) => `${recipient}/${recipientEpoch}`));
  return members.map(({ account: member, keyEpoch }) => ({
    account: member,
    keyEpoch,
    sealed: sealed.has(`${member}/${keyEpoch}`),
  }));
}
