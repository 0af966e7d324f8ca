import { Alert, Anchor, Button, EmptyState, Grid, Group, Stack } from "@mantine/core";
import { IconIdOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { AccessPanel } from "#app/features/access/access-panel.tsx";
import { ProfileView } from "#app/features/customers/profile-view.tsx";
import { text as customers } from "#app/features/customers/text.ts";
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
import { text as words } from "#app/model/records/text.ts";
import { customerAccessQuery } from "#app/queries/access.ts";
import { mineCustomerQuery } from "#app/queries/subject.ts";
import { countersign, leaveSubject, requestErasure } from "#client/acts/subjects.ts";
import type { ReadCustomer, ReadEntry } from "#client/read/read-entry.ts";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { AcceptCard } from "./accept-card.tsx";
import { ConfirmAct } from "./confirm-act.tsx";
import { Consents } from "./consents.tsx";
import { text } from "./text.ts";

/** What one company keeps about the person, and what they can do about it. */
export function MineCustomerPage() {
  const parsed = bytes32Schema.safeParse(useParams().customer);
  return parsed.success ? <Found customer={parsed.data} /> : <NoSuch />;
}

function Found({ customer }: { customer: Hex }) {
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
    return <ErrorState error={failure} title={text.failed} onRetry={retry} />;
  }
  if (access.data === undefined) return <PageSkeleton />;
  if (access.data !== null && access.data.namedSubject === account) {
    return (
      <>
        <PageTitle title={text.title} />
        <AcceptCard customer={customer} steward={access.data.steward} />
      </>
    );
  }
  if (!isSubject) return <NoSuch />;
  return read.data === undefined ? <PageSkeleton /> : <Mine customer={read.data} />;
}

function Mine({ customer }: { customer: ReadCustomer }) {
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
        {text.back}
      </Anchor>
      <PageTitle
        title={profile === null ? shortHex(id, { start: 8, end: 6 }) : displayName(profile)}
        tabTitle={text.title}
        description={steward && `${text.keptBy} ${names.get(steward.toLowerCase()) ?? shortHex(steward)}`}
      >
        <ChainVerdict customer={customer} />
      </PageTitle>
      {waits && (
        <Alert color="yellow" title={text.waitingTitle} role="status" mb="lg">
          {text.waitingHint}
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            {isErased && <ErasureReceipt customer={id} />}
            {profile !== null && (
              <FormSection title={text.profile}>
                <ProfileView profile={profile} />
              </FormSection>
            )}
            {!isErased && !waits && <Consents customer={customer} />}
            <AccessPanel customer={id} />
            {!isErased && <Rights customer={id} askedAt={access.data?.erasureRequests.at(-1)?.at.timestamp ?? null} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <FormSection title={text.history} hint={text.historyHint}>
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
  const { head, record, entry } = read;
  // Nobody should agree to what they can not read, and one's own consent needs no second signature.
  if (head === null || record === null || entry?.body.kind === KINDS.consent) return null;
  const sequence = formatCount(read.sequence);
  return (
    <Group>
      <ConfirmAct
        label={text.countersign}
        name={text.countersignOf(sequence)}
        title={text.countersignTitle(sequence)}
        explanation={text.countersignDoes}
        failed={text.countersignFailed}
        act={(parameters) => countersign({ ...parameters, customer, head })}
        variant="subtle"
        size="compact-xs"
      />
    </Group>
  );
}

function Rights({ customer, askedAt }: { customer: Hex; askedAt: number | null }) {
  return (
    <FormSection title={text.rights}>
      {askedAt !== null && <Alert color="orange">{text.asked(formatDateTime(askedAt))}</Alert>}
      <Group gap="xs">
        {askedAt === null && (
          <ConfirmAct
            label={text.ask}
            title={text.askTitle}
            explanation={text.askDoes}
            failed={text.askFailed}
            act={(parameters) => requestErasure({ ...parameters, customer })}
            variant="default"
            size="xs"
          />
        )}
        <ConfirmAct
          label={text.leave}
          title={text.leaveTitle}
          explanation={text.leaveDoes}
          failed={text.leaveFailed}
          act={(parameters) => leaveSubject({ ...parameters, customer })}
          variant="subtle"
          color="gray"
          size="xs"
        />
      </Group>
      <Anchor component={Link} to={`/verify/${customer}`} size="sm">
        {customers.publicPage}
      </Anchor>
    </FormSection>
  );
}

function NoSuch() {
  return (
    <>
      <PageTitle title={text.title} tabTitle={words.kinds.profile} />
      <EmptyState icon={<IconIdOff size={40} aria-hidden />} title={text.noSuch} description={text.noSuchHint}>
        <EmptyState.Actions>
          <Button component={Link} to="/mine" variant="default">
            {text.back}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
