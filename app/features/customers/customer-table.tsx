import { Anchor, Badge, Group, Table, Text, Tooltip } from "@mantine/core";
import { IconBuilding, IconLock, IconUser } from "@tabler/icons-react";
import { Link } from "react-router";
import { LabelBadges } from "#app/components/label-badges.tsx";
import { VerdictBadge } from "#app/components/verdict-badge.tsx";
import { formatAge, formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { displayName } from "#app/records/display-name.ts";
import { placeOf } from "#app/records/place-of.ts";
import type { CustomerSummary } from "./customer-summary.ts";
import { text } from "./text.ts";

/** One page of customers. On phones each row is a card: the columns stack by CSS, the table stays a table for readers. */
export function CustomerTable({ customers }: { customers: readonly CustomerSummary[] }) {
  return (
    <div className="surface table">
      <Table className="stacking" highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.columns.name}</Table.Th>
            <Table.Th>{text.columns.place}</Table.Th>
            <Table.Th>{text.columns.labels}</Table.Th>
            <Table.Th ta="right">{text.columns.entries}</Table.Th>
            <Table.Th className="nowrap">{text.columns.changed}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {customers.map((customer) => (
            <CustomerRow key={customer.customer} customer={customer} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function CustomerRow({ customer: summary }: { customer: CustomerSummary }) {
  const { customer, profile, verdict, changedAt, entries } = summary;
  const foreign = verdict === null;
  const Icon = foreign ? IconLock : profile?.type === "person" ? IconUser : IconBuilding;
  const name = profile === null ? shortHex(customer, { start: 8, end: 6 }) : displayName(profile);
  return (
    <Table.Tr>
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
                {text.notYours}
              </Text>
            )}
            {summary.problem !== null && (
              <Group gap={6} mt={2}>
                {verdict !== null && verdict !== "current" && verdict !== "superseded" ? (
                  <VerdictBadge verdict={verdict} />
                ) : (
                  <Badge color="gray" variant="light">
                    {text.unreadable}
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
      <Table.Td data-label={text.columns.place} dir="auto" className="wrap">
        {profile === null ? "" : placeOf(profile)}
      </Table.Td>
      <Table.Td data-label={text.columns.labels} className="nowrap">
        {profile !== null && <LabelBadges labels={profile.labels} />}
      </Table.Td>
      <Table.Td data-label={text.columns.entries} ta="right" className="numeric">
        {formatCount(entries)}
      </Table.Td>
      <Table.Td data-label={text.columns.changed}>
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
