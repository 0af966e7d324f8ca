import { Anchor, EmptyState, Group, Stack, Text } from "@mantine/core";
import { IconId } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { type SubjectCustomer, subjectCustomersQuery } from "#app/queries/subject.ts";
import { AcceptCard } from "./accept-card.tsx";
import { text } from "./text.ts";

/** What is kept about the person with this wallet, company by company. */
export function MinePage() {
  const { service } = useKontor();
  const { account } = useOwnIdentity();
  const mine = useQuery({ ...subjectCustomersQuery({ service, account }), refetchInterval: 5_000 });
  if (mine.data === undefined && mine.isError) {
    return <ErrorState error={mine.error} title={text.failed} onRetry={() => void mine.refetch()} />;
  }
  if (mine.data === undefined) return <PageSkeleton />;
  return (
    <>
      <PageTitle title={text.title} description={text.intro} />
      <Stack gap="lg" maw={720}>
        {mine.data.length === 0 && (
          <EmptyState icon={<IconId size={40} aria-hidden />} title={text.empty} description={text.emptyHint} />
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
            {text.yourAddress}
          </Text>
          <HashText value={account} name={text.yourAddress} full />
        </div>
      </Stack>
    </>
  );
}

function Accepted({ customer: { customer, steward, sequence } }: { customer: SubjectCustomer }) {
  const names = useAccountNames();
  return (
    <FormSection title={names.get(steward.toLowerCase()) ?? shortHex(steward)}>
      <Stack gap={4} data-mine={customer}>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {text.keptBy}
          </Text>
          <AccountName address={steward} name={text.keptBy} />
        </Group>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {text.id}
          </Text>
          <HashText value={customer} name={text.id} />
          <Text size="sm" c="dimmed">
            {text.entries(formatCount(sequence), sequence === 1)}
          </Text>
        </Group>
        <Anchor component={Link} to={`/mine/${customer}`} size="sm" fw={600}>
          {text.open}
        </Anchor>
      </Stack>
    </FormSection>
  );
}
