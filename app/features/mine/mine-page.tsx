import { Anchor, EmptyState, Group, Stack, Text } from "@mantine/core";
import { IconId } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { type SubjectCustomer, subjectCustomersQuery } from "#app/queries/subject.ts";
import { AcceptCard } from "./accept-card.tsx";

/** What is kept about the person with this wallet, company by company. */
export function MinePage() {
  const { t } = useTranslation();
  const { service } = useKontor();
  const { account } = useOwnIdentity();
  const mine = useQuery({ ...subjectCustomersQuery({ service, account }), refetchInterval: 5_000 });
  if (mine.data === undefined && mine.isError) {
    return <ErrorState error={mine.error} title={t("mine.failed")} onRetry={() => void mine.refetch()} />;
  }
  if (mine.data === undefined) return <PageSkeleton />;
  return (
    <>
      <PageTitle title={t("mine.title")} description={t("mine.intro")} />
      <Stack gap="lg" maw={720}>
        {mine.data.length === 0 && (
          <EmptyState
            icon={<IconId size={40} aria-hidden />}
            title={t("mine.empty")}
            description={t("mine.emptyHint")}
          />
        )}
        {mine.data.map((customer) =>
          customer.state === "named" ? (
            <AcceptCard key={customer.customer} customer={customer.customer} steward={customer.steward} />
          ) : (
            <Accepted key={customer.customer} customer={customer} />
          ),
        )}
        <div>
          <Text size="sm" c="dimmed">
            {t("mine.yourAddress")}
          </Text>
          <HashText value={account} name={t("mine.yourAddress")} full />
        </div>
      </Stack>
    </>
  );
}

function Accepted({ customer: { customer, steward, sequence } }: { customer: SubjectCustomer }) {
  const { t } = useTranslation();
  const names = useAccountNames();
  return (
    <FormSection title={names.get(steward.toLowerCase()) ?? shortHex(steward)}>
      <Stack gap={4} data-mine={customer}>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {t("mine.keptBy")}
          </Text>
          <AccountName address={steward} name={t("mine.keptBy")} />
        </Group>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {t("mine.id")}
          </Text>
          <HashText value={customer} name={t("mine.id")} />
          <Text size="sm" c="dimmed">
            {t("mine.entries", { count: sequence })}
          </Text>
        </Group>
        <Anchor component={Link} to={`/mine/${customer}`} size="sm" fw={600}>
          {t("mine.open")}
        </Anchor>
      </Stack>
    </FormSection>
  );
}
