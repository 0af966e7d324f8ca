import { Alert, Anchor, Button, Grid, Group, Menu, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconMessage, IconNote, IconPencil, IconPlus, IconReceipt } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Address } from "viem";
import { AccountName } from "#app/components/account-name.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { LabelBadges } from "#app/components/label-badges.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { ChainVerdict } from "#app/features/entries/chain-verdict.tsx";
import { Countersigned } from "#app/features/entries/countersigned.tsx";
import { text as entries } from "#app/features/entries/text.ts";
import { EntryTimeline } from "#app/features/entries/timeline.tsx";
import { EraseButton } from "#app/features/erasure/erase-button.tsx";
import { ErasureReceipt } from "#app/features/erasure/erasure-receipt.tsx";
import { CustomerAccess } from "#app/features/sharing/customer-access.tsx";
import { SubjectPanel } from "#app/features/subject/subject-panel.tsx";
import { WriteCard } from "#app/features/writes/write-card.tsx";
import { shortHex } from "#app/format/short-hex.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useWrites } from "#app/hooks/use-writes.ts";
import { displayName } from "#app/model/records/display-name.ts";
import { newestProfile, newestProfileEntry } from "#app/model/records/newest-profile.ts";
import { text as words } from "#app/model/records/text.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import { CustomerGate } from "./customer-gate.tsx";
import { ProfileView } from "./profile-view.tsx";
import { text } from "./text.ts";

/** Who may end a customer's chain for ever. */
const ERASING = ["COMPLIANCE", "KEEPER", "ORGANISATION"] as const;

/** One customer: who it is, and its whole chain of entries with one verdict on it. */
export function DetailPage() {
  return <CustomerGate>{(customer) => <Detail customer={customer} />}</CustomerGate>;
}

function Detail({ customer }: { customer: ReadCustomer }) {
  const { roles, organisation } = useMember();
  const id = customer.customer;
  const profile = newestProfile(customer);
  const steward = customer.entries.findLast(({ entry }) => entry !== null)?.entry?.header.steward ?? null;
  const isSteward = steward?.toLowerCase() === organisation;
  const isErased = customer.verdict === "erased";
  const writable = roles.has("WRITER") && isSteward && customer.head !== null && !isErased;
  const name = profile === null ? shortHex(id, { start: 8, end: 6 }) : displayName(profile);
  const erasable = isSteward && !isErased && customer.head !== null && ERASING.some((role) => roles.has(role));
  const pending = useWrites().filter(
    ({ write }) => write.state.step !== "confirmed" && write.appends.some((append) => append.customer === id),
  );
  return (
    <>
      <Anchor component={Link} to="/customers" size="sm">
        {text.backToList}
      </Anchor>
      <PageTitle
        title={name}
        tabTitle={words.kinds.profile}
        description={
          profile !== null && (
            <Group gap="xs" mt={4}>
              <Text size="sm">{words.profileTypes[profile.type]}</Text>
              <LabelBadges labels={profile.labels} />
            </Group>
          )
        }
      >
        {erasable && <EraseButton customer={id} name={name} />}
        {writable && <Actions id={id} editable={profile !== null} />}
      </PageTitle>
      {!roles.has("WRITER") && <Alert mb="lg">{text.readOnly}</Alert>}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <FormSection title={text.profile}>
              {profile === null ? (
                <NoProfile customer={customer} isErased={isErased} />
              ) : (
                <ProfileView profile={profile} />
              )}
            </FormSection>
            {isErased && <ErasureReceipt customer={id} />}
            <CustomerAccess customer={id} name={name} isSteward={isSteward && !isErased} />
            {isSteward && !isErased && <SubjectPanel customer={id} />}
            <FormSection title={text.proof}>
              <Facts customer={customer} steward={steward} />
            </FormSection>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <FormSection title={text.timeline} hint={text.timelineHint}>
            {pending.map((tracked) => (
              <WriteCard key={tracked.write.id} tracked={tracked} />
            ))}
            <EntryTimeline
              entries={customer.entries}
              belowOf={({ head }) => <Countersigned customer={id} head={head} />}
            />
          </FormSection>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Actions({ id, editable }: { id: string; editable: boolean }) {
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {text.add}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            to={`/customers/${id}/add/transaction`}
            leftSection={<IconReceipt size={16} aria-hidden />}
          >
            {text.addTransaction}
          </Menu.Item>
          <Menu.Item
            component={Link}
            to={`/customers/${id}/add/interaction`}
            leftSection={<IconMessage size={16} aria-hidden />}
          >
            {text.addInteraction}
          </Menu.Item>
          <Menu.Item component={Link} to={`/customers/${id}/add/note`} leftSection={<IconNote size={16} aria-hidden />}>
            {text.addNote}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editable && (
        <Button component={Link} to={`/customers/${id}/edit`} leftSection={<IconPencil size={18} aria-hidden />}>
          {text.edit}
        </Button>
      )}
    </>
  );
}

function NoProfile({ customer, isErased }: { customer: ReadCustomer; isErased: boolean }) {
  if (isErased) return <Alert color="gray">{text.profileErased}</Alert>;
  const entry = newestProfileEntry(customer);
  return (
    <Alert color={entry?.verdict === "tampered" ? "red" : "gray"}>
      {entry === null ? text.noProfile : text.profileUnreadable}
    </Alert>
  );
}

function Facts({ customer, steward }: { customer: ReadCustomer; steward: Address | null }) {
  return (
    <Stack gap="sm">
      <Fact name={entries.wholeChain}>
        <ChainVerdict customer={customer} />
      </Fact>
      {steward !== null && (
        <Fact name={text.filterSteward}>
          <AccountName address={steward} name={text.filterSteward} />
        </Fact>
      )}
      <Fact name={text.id}>
        <HashText value={customer.customer} name={text.id} />
      </Fact>
      {customer.head !== null && (
        <Fact name={text.head}>
          <HashText value={customer.head} name={text.head} />
        </Fact>
      )}
      <Anchor component={Link} to={`/verify/${customer.customer}`} size="sm">
        {text.publicPage}
      </Anchor>
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text size="sm" component="span">
        {children}
      </Text>
    </Group>
  );
}
