import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { ConnectPage } from "#app/features/connect/connect-page.tsx";
import { SignInPage } from "#app/features/connect/sign-in-page.tsx";
import { WrongChainPage } from "#app/features/connect/wrong-chain-page.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { chainQuery } from "#app/queries/chain.ts";
import { sessionQuery } from "#app/queries/session.ts";
import { AccountContext } from "#app/runtime/account-context.ts";

/** What has to be there before any page that is not public: a wallet on the right chain, and a session of it. */
export function SessionGate({ children }: { children: (account: Address) => ReactNode }) {
  const { settings } = useKontor();
  const connection = useConnection();
  if (connection.status === "reconnecting" || (connection.status === "connecting" && connection.address)) {
    return <PageSkeleton />;
  }
  if (connection.status !== "connected") return <ConnectPage />;
  if (connection.chainId !== settings.chainId) return <WrongChainPage chainId={connection.chainId} />;
  return (
    <Session key={connection.address} account={connection.address}>
      {children}
    </Session>
  );
}

function Session({ account, children }: { account: Address; children: (account: Address) => ReactNode }) {
  const { t } = useTranslation();
  const { service, registry } = useKontor();
  const session = useQuery(sessionQuery({ service }));
  const chain = useQuery(chainQuery({ registry }));
  // One that answered a moment ago: the shell says what is down, and what is on the screen stays.
  if (chain.data === undefined && chain.isError) {
    return (
      <>
        <ErrorState error={chain.error} title={t("session.chainDown")} onRetry={() => void chain.refetch()} />
        <Text size="sm" c="dimmed" mt="sm">
          {t("session.chainDownHint")}
        </Text>
      </>
    );
  }
  if (session.data === undefined && session.isError) {
    return (
      <ErrorState error={session.error} title={t("session.sessionFailed")} onRetry={() => void session.refetch()} />
    );
  }
  if (session.data === undefined || chain.data === undefined) return <PageSkeleton />;
  if (session.data?.address !== account.toLowerCase()) return <SignInPage address={account} />;
  return <AccountContext value={account}>{children(account)}</AccountContext>;
}
