import { Alert, Anchor, Button, EmptyState, Grid, Group, Stack } from "@mantine/core";
import { IconIdOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { AccessPanel } from "#app/features/access/access-panel.tsx";
import { ProfileView } from "#app/features/customers/profile-view.tsx";
import { ChainVerdict } from "#app/features/entries/chain-verdict.tsx";
import { Countersigned } from "#app/features/entries/countersigned.tsx";
import { EntryTimeline } from "#app/features/entries/timeline.tsx";
import { ErasureReceipt } from "#app/features/erasure/erasure-receipt.tsx";
import { WriteCard } from "#app/features/writes/write-card.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { useWrites } from "#app/hooks/use-writes.ts";
import { displayName } from "#app/model/records/display-name.ts";
import { newestProfile } from "#app/model/records/newest-profile.ts";
import { customerAccessQuery } from "#app/queries/access.ts";
import { mineCustomerQuery } from "#app/queries/subject.ts";
import { countersign, leaveSubject, requestErasure } from "#client/acts/subjects.ts";
import type { ReadCustomer, ReadEntry } from "#client/read/read-entry.ts";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { AcceptCard } from "./accept-card.tsx";
import { ConfirmAct } from "./confirm-act.tsx";
import { Consents } from "./consents.tsx";

/** What one company keeps about the person, and what they can do about it. */
export function MineCustomerPage() {
  const parsed = bytes32Schema.safeParse(useParams().customer);
  return parsed.success ? <Found customer={parsed.data} /> : <NoSuch />;
}

function Found({ customer }: { customer: Hex }) {
  const { t } = useTranslation();
  const { registry, service, settings } = useKontor();
  const identity = useOwnIdentity();
  const access = useQuery(customerAccessQuery({ service, customer }));
  const account = identity.account.toLowerCase();
  // An erasure takes nothing from its subject but the content.
  const isSubject = access.data?.subject === account;
  const { confirmations } = settings;
  const read = useQuery(
    mineCustomerQuery({ registry, service, identity, confirmations, customer, enabled: isSubject }),
  );
  const failure = access.error ?? read.error;
  if (failure !== null && (access.data === undefined || (isSubject && read.data === undefined))) {
    const retry = () => void Promise.all([access.refetch(), isSubject ? read.refetch() : null]);
    return <ErrorState error={failure} title={t("mine.failed")} onRetry={retry} />;
  }
  if (access.data === undefined) return <PageSkeleton />;
  if (access.data !== null && access.data.namedSubject === account) {
    return (
      <>
        <PageTitle title={t("mine.title")} />
        <AcceptCard customer={customer} steward={access.data.steward} />
      </>
    );
  }
  if (!isSubject) return <NoSuch />;
  return read.data === undefined ? <PageSkeleton /> : <Mine customer={read.data} />;
}

function Mine({ customer }: { customer: ReadCustomer }) {
  const { t } = useTranslation();
  const { service } = useKontor();
  const names = useAccountNames();
  const access = useQuery(customerAccessQuery({ service, customer: customer.customer }));
  const id = customer.customer;
  const profile = newestProfile(customer);
  const isErased = customer.verdict === "erased";
  const waits = !isErased && customer.entries.every(({ record }) => record === null);
  const pending = useWrites().filter(
    ({ write }) => write.state.step !== "confirmed" && write.appends.some((append) => append.customer === id),
  );
  const steward = access.data?.steward;
  const countersigned = new Set(access.data?.countersignatures.map(({ head }) => head));
  const belowOf = (read: ReadEntry) =>
    read.head !== null && countersigned.has(read.head) ? (
      <Countersigned customer={id} head={read.head} />
    ) : (
      !isErased && <Countersign customer={id} read={read} />
    );
  return (
    <>
      <Anchor component={Link} to="/mine" size="sm">
        {t("mine.back")}
      </Anchor>
      <PageTitle
        title={profile === null ? shortHex(id, { start: 8, end: 6 }) : displayName(profile)}
        tabTitle={t("mine.title")}
        description={steward && `${t("mine.keptBy")} ${names.get(steward.toLowerCase()) ?? shortHex(steward)}`}
      >
        <ChainVerdict customer={customer} />
      </PageTitle>
      {waits && (
        <Alert color="yellow" title={t("mine.waitingTitle")} role="status" mb="lg">
          {t("mine.waitingHint")}
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            {isErased && <ErasureReceipt customer={id} />}
            {profile !== null && (
              <FormSection title={t("mine.profile")}>
                <ProfileView profile={profile} />
              </FormSection>
            )}
            {!isErased && !waits && <Consents customer={customer} />}
            <AccessPanel customer={id} />
            {!isErased && <Rights customer={id} askedAt={access.data?.erasureRequests.at(-1)?.at.timestamp ?? null} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <FormSection title={t("mine.history")} hint={t("mine.historyHint")}>
            {pending.map((tracked) => (
              <WriteCard key={tracked.write.id} tracked={tracked} />
            ))}
            <EntryTimeline entries={customer.entries} belowOf={belowOf} />
          </FormSection>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Countersign({ customer, read }: { customer: Hex; read: ReadEntry }) {
  const { t } = useTranslation();
  const { head, record, entry } = read;
  // Nobody should agree to what they cannot read, and one's own consent needs no second signature.
  if (head === null || record === null || entry?.body.kind === KINDS.consent) return null;
  const sequence = formatCount(read.sequence);
  return (
    <Group>
      <ConfirmAct
        label={t("mine.countersign")}
        name={t("mine.countersignOf", { sequence })}
        title={t("mine.countersignTitle", { sequence })}
        explanation={t("mine.countersignDoes")}
        failed={t("mine.countersignFailed")}
        act={(parameters) => countersign({ ...parameters, customer, head })}
        variant="subtle"
        size="compact-xs"
      />
    </Group>
  );
}

function Rights({ customer, askedAt }: { customer: Hex; askedAt: number | null }) {
  const { t } = useTranslation();
  return (
    <FormSection title={t("mine.rights")}>
      {askedAt !== null && <Alert color="orange">{t("mine.asked", { when: formatDateTime(askedAt) })}</Alert>}
      <Group gap="xs">
        {askedAt === null && (
          <ConfirmAct
            label={t("mine.ask")}
            title={t("mine.askTitle")}
            explanation={t("mine.askDoes")}
            failed={t("mine.askFailed")}
            act={(parameters) => requestErasure({ ...parameters, customer })}
            variant="default"
            size="xs"
          />
        )}
        <ConfirmAct
          label={t("mine.leave")}
          title={t("mine.leaveTitle")}
          explanation={t("mine.leaveDoes")}
          failed={t("mine.leaveFailed")}
          act={(parameters) => leaveSubject({ ...parameters, customer })}
          variant="subtle"
          color="gray"
          size="xs"
        />
      </Group>
      <Anchor component={Link} to={`/verify/${customer}`} size="sm">
        {t("customers.publicPage")}
      </Anchor>
    </FormSection>
  );
}

function NoSuch() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("mine.title")} tabTitle={t("records.kinds.profile")} />
      <EmptyState
        icon={<IconIdOff size={40} aria-hidden />}
        title={t("mine.noSuch")}
        description={t("mine.noSuchHint")}
      >
        <EmptyState.Actions>
          <Button component={Link} to="/mine" variant="default">
            {t("mine.back")}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
