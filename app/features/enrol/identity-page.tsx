import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "wagmi";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { useAccount } from "#app/hooks/use-account.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { enrolmentQuery } from "#app/queries/identity.ts";
import { EnrolPage } from "./enrol-page.tsx";
import { LostPage } from "./lost-page.tsx";
import { UnlockPage } from "./unlock-page.tsx";

/** Brings the member from no key, or a locked one, to an unlocked one. */
export function IdentityPage() {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const account = useAccount();
  const enrolment = useQuery(enrolmentQuery({ registry, service, account }));
  const { isConnected } = useConnection();
  // A page that has begun to enrol stays: publishing the key changes the answer before the page is through with it.
  const [enrolling, setEnrolling] = useState(false);
  const [lost, setLost] = useState(false);
  const [replacing, setReplacing] = useState(false);
  if (enrolment.data === undefined && enrolment.isError) {
    return (
      <ErrorState error={enrolment.error} title={t("session.chainDown")} onRetry={() => void enrolment.refetch()} />
    );
  }
  if (enrolment.data === undefined || !isConnected) return <PageSkeleton />;
  if (enrolling || replacing || enrolment.data === "none") {
    return <EnrolPage replace={replacing} onBegin={() => setEnrolling(true)} />;
  }
  if (lost || enrolment.data === "lost") {
    return <LostPage onReplace={() => setReplacing(true)} onBack={lost ? () => setLost(false) : undefined} />;
  }
  return <UnlockPage unfinished={enrolment.data === "stored"} onLost={() => setLost(true)} />;
}
