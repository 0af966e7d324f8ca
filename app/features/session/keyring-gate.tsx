import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { WaitingPage } from "#app/features/enrol/waiting-page.tsx";
import { useAnsweredChallenges } from "#app/hooks/use-answered-challenges.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useResumedShares } from "#app/hooks/use-resumed-shares.ts";
import { useResumedWrites } from "#app/hooks/use-resumed-writes.ts";
import { isWaiting, keyringQuery } from "#app/queries/organisation-keys.ts";
import { KeyringContext } from "#app/runtime/keyring-context.ts";
import { holderOfKeyring } from "#client/keys/holder.ts";
import type { Identity } from "#client/keys/identity.ts";
import { OrganisationAccountPage } from "./organisation-account-page.tsx";

/** Lets admitted members through to the pages that read and write records. */
export function KeyringGate() {
  const { identity } = useMember();
  return identity === null ? <OrganisationAccountPage /> : <OpenedKeyring identity={identity} />;
}

function OpenedKeyring({ identity }: { identity: Identity }) {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const { organisation } = useMember();
  const keyring = useQuery(keyringQuery({ registry, service, organisation, identity }));
  const holder = useMemo(() => (keyring.data === undefined ? null : holderOfKeyring(keyring.data)), [keyring.data]);
  useAnsweredChallenges(holder);
  useResumedWrites({ keyring: keyring.data });
  useResumedShares(keyring.data);
  if (keyring.data !== undefined) {
    return (
      <KeyringContext value={keyring.data}>
        <Outlet />
      </KeyringContext>
    );
  }
  if (isWaiting(keyring.error)) {
    return (
      <WaitingPage
        identity={identity}
        error={keyring.error}
        checking={keyring.isFetching}
        onCheck={() => void keyring.refetch()}
      />
    );
  }
  if (keyring.isError) {
    return (
      <ErrorState error={keyring.error} title={t("session.membershipFailed")} onRetry={() => void keyring.refetch()} />
    );
  }
  return <PageSkeleton />;
}
