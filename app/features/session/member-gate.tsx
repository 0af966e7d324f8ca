import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Navigate, Outlet } from "react-router";
import type { Address } from "viem";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { NoOrganisationPage } from "#app/features/connect/no-organisation-page.tsx";
import { IdentityPage } from "#app/features/enrol/identity-page.tsx";
import { useActing } from "#app/hooks/use-acting.ts";
import { useAnsweredChallenges } from "#app/hooks/use-answered-challenges.ts";
import { useIdentity } from "#app/hooks/use-identity.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useRestoredPayloads } from "#app/hooks/use-restored-payloads.ts";
import type { Membership } from "#app/model/membership.ts";
import { subjectCustomersQuery } from "#app/queries/subject.ts";
import { type Member, MemberContext } from "#app/runtime/member-context.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import { SessionGate } from "./session-gate.tsx";

/** What has to be there before the members' pages: a wallet on the right chain, a session, a place, an unlocked key. */
export function MemberGate() {
  return <SessionGate>{(account) => <Placed account={account} />}</SessionGate>;
}

function Placed({ account }: { account: Address }) {
  const { acting } = useActing();
  if (acting === null) return <Unplaced account={account} />;
  return <SignedIn account={account} membership={acting} />;
}

/** Of no organisation: perhaps a customer's own wallet, which has pages of its own. */
function Unplaced({ account }: { account: Address }) {
  const { service } = useKontor();
  const mine = useQuery(subjectCustomersQuery({ service, account }));
  if (mine.isPending) return <PageSkeleton />;
  if (mine.data !== undefined && mine.data.length > 0) return <Navigate to="/mine" replace />;
  return <NoOrganisationPage address={account} />;
}

function SignedIn({ account, membership }: { account: Address; membership: Membership }) {
  const held = useIdentity();
  const isOrganisation = membership.organisation === account.toLowerCase();
  const identity = isOrganisation || held?.account.toLowerCase() !== account.toLowerCase() ? null : held;
  const member = useMemo<Member>(
    () => ({
      account,
      organisation: membership.organisation,
      membership,
      roles: new Set(membership.roles.map(({ role }) => role)),
      identity,
    }),
    [account, membership, identity],
  );
  const holder = useMemo(() => (identity === null ? null : holderOfIdentity(identity)), [identity]);
  useAnsweredChallenges(holder);
  useRestoredPayloads(account);
  return (
    <MemberContext value={member}>{isOrganisation || identity !== null ? <Outlet /> : <IdentityPage />}</MemberContext>
  );
}
