import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import type { Address } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { IdentityPage } from "#app/features/enrol/identity-page.tsx";
import { useAnsweredChallenges } from "#app/hooks/use-answered-challenges.ts";
import { useIdentity } from "#app/hooks/use-identity.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { organisationsQuery } from "#app/queries/members.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import { OrganisationAccountPage } from "./organisation-account-page.tsx";
import { SessionGate } from "./session-gate.tsx";

/** Lets any wallet through that has a session and an unlocked key of its own; it need not belong to an organisation. */
export function WalletGate() {
  return <SessionGate>{(account) => <Person account={account} />}</SessionGate>;
}

/** An organisation's own account has no key of a person's: its place in the key directory is the organisation's. */
function Person({ account }: { account: Address }) {
  const { t } = useTranslation();
  const { service } = useKontor();
  const organisations = useQuery(organisationsQuery({ service }));
  if (organisations.data === undefined && organisations.isError) {
    return (
      <ErrorState
        error={organisations.error}
        title={t("session.membershipFailed")}
        onRetry={() => void organisations.refetch()}
      />
    );
  }
  if (organisations.data === undefined) return <PageSkeleton />;
  const isOrganisation = organisations.data.some(({ organisation }) => organisation === account.toLowerCase());
  return isOrganisation ? <OrganisationAccountPage /> : <Unlocked account={account} />;
}

function Unlocked({ account }: { account: Address }) {
  const held = useIdentity();
  const identity = held?.account.toLowerCase() === account.toLowerCase() ? held : undefined;
  const holder = useMemo(() => (identity === undefined ? null : holderOfIdentity(identity)), [identity]);
  useAnsweredChallenges(holder);
  return identity === undefined ? <IdentityPage /> : <Outlet context={identity} />;
}
