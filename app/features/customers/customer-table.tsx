import { Anchor, Badge, Checkbox, Group, Table, Text, Tooltip } from "@mantine/core";
import { IconBuilding, IconLock, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Hex } from "viem";
import { LabelBadges } from "#app/components/label-badges.tsx";
import { VerdictBadge } from "#app/components/verdict-badge.tsx";
import { formatAge, formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import type { CustomerSummary } from "#app/model/customers/customer-summary.ts";
import { displayName } from "#app/model/records/display-name.ts";
import { placeOf } from "#app/model/records/place-of.ts";

/** Which customers are chosen, and which can be. */
export type Selection = {
  chosen: ReadonlySet<Hex>;
  choose: (customers: readonly Hex[], on: boolean) => void;
  isSelectable: (customer: CustomerSummary) => boolean;
};

/** One page of customers. On phones each row is a card: the columns stack by CSS, the table stays a table for readers. */
export function CustomerTable({
  customers,
  selection,
}: {
  customers: readonly CustomerSummary[];
  /** Where the member may choose some of them. */
  selection?: Selection | undefined;
}) {
  const { t } = useTranslation();
  const selectable = customers.filter((customer) => selection?.isSelectable(customer));
  const ids = selectable.map(({ customer }) => customer);
  const chosen = ids.filter((id) => selection?.chosen.has(id)).length;
  return (
    <div className="surface table">
      <Table className="stacking" highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            {selection !== undefined && (
              <Table.Th w={40}>
                <Checkbox
                  aria-label={t("customers.selectPage")}
                  disabled={ids.length === 0}
                  checked={chosen > 0 && chosen === ids.length}
                  indeterminate={chosen > 0 && chosen < ids.length}
                  onChange={(event) => selection.choose(ids, event.currentTarget.checked)}
                />
              </Table.Th>
            )}
            <Table.Th>{t("customers.columns.name")}</Table.Th>
            <Table.Th>{t("customers.columns.place")}</Table.Th>
            <Table.Th>{t("customers.columns.labels")}</Table.Th>
            <Table.Th ta="right">{t("customers.columns.entries")}</Table.Th>
            <Table.Th className="nowrap">{t("customers.columns.changed")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {customers.map((customer) => (
            <CustomerRow key={customer.customer} customer={customer} selection={selection} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

type CustomerRowProps = { customer: CustomerSummary; selection: Selection | undefined };

function CustomerRow({ customer: summary, selection }: CustomerRowProps) {
  const { t } = useTranslation();
  const { customer, profile, verdict, changedAt, entries, scopes, steward } = summary;
  const names = useAccountNames();
  const foreign = verdict === null;
  const Icon = foreign ? IconLock : profile?.type === "person" ? IconUser : IconBuilding;
  const name = profile === null ? shortHex(customer, { start: 8, end: 6 }) : displayName(profile);
  return (
    <Table.Tr data-customer={customer}>
      {selection !== undefined && (
        <Table.Td className="select">
          {selection.isSelectable(summary) && (
            <Checkbox
              aria-label={t("customers.select", { name })}
              checked={selection.chosen.has(customer)}
              onChange={(event) => selection.choose([customer], event.currentTarget.checked)}
            />
          )}
        </Table.Td>
      )}
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Icon size={18} stroke={1.6} aria-hidden className="row-icon" />
          <div className="wrap">
            <Anchor
              component={Link}
              to={foreign ? `/verify/${customer}` : `/customers/${customer}`}
              fw={600}
              size="sm"
              c="inherit"
              dir="auto"
              className="row-link"
            >
              {name}
            </Anchor>
            {foreign && (
              <Text size="xs" c="dimmed">
                {t("customers.notYours")}
              </Text>
            )}
            {scopes.length > 0 && (
              <Text size="xs" c="dimmed" className="wrap" dir="auto">
                {t("customers.sharedBy", { steward: names.get(steward.toLowerCase()) ?? shortHex(steward) })}
              </Text>
            )}
            {verdict === "erased" && <VerdictBadge verdict={verdict} />}
            {summary.problem !== null && (
              <Group gap={6} mt={2}>
                {verdict !== null && verdict !== "proven" ? (
                  <VerdictBadge verdict={verdict} />
                ) : (
                  <Badge color="gray" variant="light">
                    {t("customers.unreadable")}
                  </Badge>
                )}
                <Text size="xs" c="dimmed" ff="monospace">
                  {summary.problem}
                </Text>
              </Group>
            )}
            {profile !== null && verdict === "pending" && <VerdictBadge verdict={verdict} />}
          </div>
        </Group>
      </Table.Td>
      <Table.Td data-label={t("customers.columns.place")} dir="auto" className="wrap">
        {profile === null ? "" : placeOf(profile)}
      </Table.Td>
      <Table.Td data-label={t("customers.columns.labels")} className="nowrap">
        {profile !== null && <LabelBadges labels={profile.labels} />}
      </Table.Td>
      <Table.Td data-label={t("customers.columns.entries")} ta="right" className="numeric">
        {formatCount(entries)}
      </Table.Td>
      <Table.Td data-label={t("customers.columns.changed")}>
        {changedAt !== null && (
          <Tooltip label={formatDateTime(changedAt)}>
            <time className="nowrap" dateTime={new Date(changedAt * 1000).toISOString()}>
              {formatAge({ at: changedAt })}
            </time>
          </Tooltip>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
