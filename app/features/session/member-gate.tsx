import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Outlet } from "react-router";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { ConnectPage } from "#app/features/connect/connect-page.tsx";
import { NoOrganisationPage } from "#app/features/connect/no-organisation-page.tsx";
import { SignInPage } from "#app/features/connect/sign-in-page.tsx";
import { WrongChainPage } from "#app/features/connect/wrong-chain-page.tsx";
import { IdentityPage } from "#app/features/enrol/identity-page.tsx";
import { useActing } from "#app/hooks/use-acting.ts";
import { useIdentity } from "#app/hooks/use-identity.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { chainQuery } from "#app/queries/chain-query.ts";
import { sessionQuery } from "#app/queries/session-query.ts";
import { type Member, MemberContext } from "#app/runtime/member-context.ts";
import type { Membership } from "./acting-organisation.ts";
import { text } from "./text.ts";

/** What has to be there before the members' pages: a wallet on the right chain, a session, a place, an unlocked key. */
export function MemberGate() {
  const { settings } = useKontor();
  const connection = useConnection();
  if (connection.status === "reconnecting" || (connection.status === "connecting" && connection.address)) {
    return <PageSkeleton />;
  }
  if (connection.status !== "connected") return <ConnectPage />;
  if (connection.chainId !== settings.chainId) return <WrongChainPage chainId={connection.chainId} />;
  return <SessionGate key={connection.address} account={connection.address} />;
}

function SessionGate({ account }: { account: Address }) {
  const { service, registry } = useKontor();
  const session = useQuery(sessionQuery({ service }));
  const chain = useQuery(chainQuery({ registry }));
  const { acting } = useActing();
  if (chain.isError) {
    return (
      <>
        <ErrorState error={chain.error} title={text.chainDown} onRetry={() => void chain.refetch()} />
        <Text size="sm" c="dimmed" mt="sm">
          {text.chainDownHint}
        </Text>
      </>
    );
  }
  if (session.isError) {
    return <ErrorState error={session.error} title={text.sessionFailed} onRetry={() => void session.refetch()} />;
  }
  if (session.data === undefined || chain.data === undefined) return <PageSkeleton />;
  if (session.data?.address !== account.toLowerCase()) return <SignInPage address={account} />;
  if (acting === null) return <NoOrganisationPage address={account} />;
  return <SignedIn account={account} membership={acting} />;
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
  return (
    <MemberContext value={member}>{isOrganisation || identity !== null ? <Outlet /> : <IdentityPage />}</MemberContext>
  );
}
