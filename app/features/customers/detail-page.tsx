import { Alert, Anchor, Button, Grid, Group, Menu, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconMessage, IconNote, IconPencil, IconPlus, IconReceipt } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Address } from "viem";
import { AccountName } from "#app/components/account-name.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { LabelBadges } from "#app/components/label-badges.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { ChainVerdict } from "#app/features/entries/chain-verdict.tsx";
import { Countersigned } from "#app/features/entries/countersigned.tsx";
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
import type { ReadCustomer } from "#client/read/read-entry.ts";
import { CustomerGate } from "./customer-gate.tsx";
import { ProfileView } from "./profile-view.tsx";

/** Who may end a customer's chain for ever. */
const ERASING = ["COMPLIANCE", "KEEPER", "ORGANISATION"] as const;

/** One customer: who it is, and its whole chain of entries with one verdict on it. */
export function DetailPage() {
  return <CustomerGate>{(customer) => <Detail customer={customer} />}</CustomerGate>;
}

function Detail({ customer }: { customer: ReadCustomer }) {
  const { t } = useTranslation();
  const { roles, organisation } = useMember();
  const id = customer.customer;
  const profile = newestProfile(customer);
  const steward = customer.entries.findLast(({ entry }) => entry !== null)?.entry?.header.steward ?? null;
  const isSteward = steward?.toLowerCase() === organisation;
  const isErased = customer.verdict === "erased";
  const writable = roles.has("WRITER") && isSteward && customer.head !== null && !isErased;
  const name = profile === null ? shortHex(id, { start: 8, end: 6 }) : displayName(profile);
  const erasable = isSteward && !isErased && customer.head !== null && ERASING.some((role) => roles.has(role));
  const pending = useWrites().filter(({ write }) => write.state.step !== "confirmed" && write.customers.includes(id));
  return (
    <>
      <Anchor component={Link} to="/customers" size="sm">
        {t("customers.backToList")}
      </Anchor>
      <PageTitle
        title={name}
        tabTitle={t("records.kinds.profile")}
        description={
          profile !== null && (
            <Group gap="xs" mt={4}>
              <Text size="sm">{t(`records.profileTypes.${profile.type}`)}</Text>
              <LabelBadges labels={profile.labels} />
            </Group>
          )
        }
      >
        {erasable && <EraseButton customer={id} name={name} />}
        {writable && <Actions id={id} editable={profile !== null} />}
      </PageTitle>
      {!roles.has("WRITER") && <Alert mb="lg">{t("customers.readOnly")}</Alert>}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <FormSection title={t("customers.profile")}>
              {profile === null ? (
                <NoProfile customer={customer} isErased={isErased} />
              ) : (
                <ProfileView profile={profile} />
              )}
            </FormSection>
            {isErased && <ErasureReceipt customer={id} />}
            <CustomerAccess customer={id} name={name} isSteward={isSteward && !isErased} />
            {isSteward && !isErased && <SubjectPanel customer={id} />}
            <FormSection title={t("customers.proof")}>
              <Facts customer={customer} steward={steward} />
            </FormSection>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <FormSection title={t("customers.timeline")} hint={t("customers.timelineHint")}>
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
  const { t } = useTranslation();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {t("customers.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            to={`/customers/${id}/add/transaction`}
            leftSection={<IconReceipt size={16} aria-hidden />}
          >
            {t("customers.addTransaction")}
          </Menu.Item>
          <Menu.Item
            component={Link}
            to={`/customers/${id}/add/interaction`}
            leftSection={<IconMessage size={16} aria-hidden />}
          >
            {t("customers.addInteraction")}
          </Menu.Item>
          <Menu.Item component={Link} to={`/customers/${id}/add/note`} leftSection={<IconNote size={16} aria-hidden />}>
            {t("customers.addNote")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editable && (
        <Button component={Link} to={`/customers/${id}/edit`} leftSection={<IconPencil size={18} aria-hidden />}>
          {t("customers.edit")}
        </Button>
      )}
    </>
  );
}

function NoProfile({ customer, isErased }: { customer: ReadCustomer; isErased: boolean }) {
  const { t } = useTranslation();
  if (isErased) return <Alert color="gray">{t("customers.profileErased")}</Alert>;
  const entry = newestProfileEntry(customer);
  return (
    <Alert color={entry?.verdict === "tampered" ? "red" : "gray"}>
      {entry === null ? t("customers.noProfile") : t("customers.profileUnreadable")}
    </Alert>
  );
}

function Facts({ customer, steward }: { customer: ReadCustomer; steward: Address | null }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Fact name={t("entries.wholeChain")}>
        <ChainVerdict customer={customer} />
      </Fact>
      {steward !== null && (
        <Fact name={t("customers.filterSteward")}>
          <AccountName address={steward} name={t("customers.filterSteward")} />
        </Fact>
      )}
      <Fact name={t("customers.id")}>
        <HashText value={customer.customer} name={t("customers.id")} />
      </Fact>
      {customer.head !== null && (
        <Fact name={t("customers.head")}>
          <HashText value={customer.head} name={t("customers.head")} />
        </Fact>
      )}
      <Anchor component={Link} to={`/verify/${customer.customer}`} size="sm">
        {t("customers.publicPage")}
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
