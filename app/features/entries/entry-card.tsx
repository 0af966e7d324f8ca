import { Alert, Button, Collapse, DataList, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { AccountName } from "#app/components/account-name.tsx";
import { LabelBadges } from "#app/components/label-badges.tsx";
import { text as shared } from "#app/components/text.ts";
import { VerdictPopover } from "#app/components/verdict-popover.tsx";
import { formatAge, formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { rowsOfRecord } from "#app/model/records/rows-of-record.ts";
import { text as words } from "#app/model/records/text.ts";
import { titleOfRecord } from "#app/model/records/title-of-record.ts";
import type { ReadEntry } from "#client/read/read-entry.ts";
import { KINDS, kindName } from "#protocol/chain/kinds.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import { EntryHashes } from "./entry-hashes.tsx";
import { RecordSummary } from "./record-summary.tsx";
import { text } from "./text.ts";

/** One entry of a customer's chain: what it says, who wrote it when, and its verdict with the reasons unless it is proven. */
export function EntryCard({ read, children }: { read: ReadEntry; children?: ReactNode }) {
  const { entry, sequence, verdict, reason, record, refusal, place, replacedBy } = read;
  const kind = entry === null ? text.unreadableTitle : words.kinds[kindName(entry.body.kind)];
  const number = formatCount(sequence);
  const isErasureEntry = entry?.body.kind === KINDS.erasure;
  const untitled = verdict !== "erased" ? text.unreadableTitle : isErasureEntry ? text.erasureTitle : text.erasedTitle;
  return (
    <Stack gap={6} component="article" aria-label={text.kindOf(kind, number)} data-sequence={sequence.toString()}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div className="wrap">
          <Text size="xs" c="dimmed" fw={600}>
            {kind} · {text.sequence(number)}
          </Text>
          <Title order={3} fz="md" className="wrap" dir="auto">
            {record === null ? untitled : titleOfRecord(record)}
          </Title>
        </div>
        {verdict !== "proven" && (
          <VerdictPopover verdict={verdict} reason={reason} subject={text.sequence(number)}>
            <EntryHashes read={read} />
          </VerdictPopover>
        )}
      </Group>
      {replacedBy !== null && entry !== null && (
        <Text size="sm" c="dimmed" data-replaced>
          {text.replaced[kindName(entry.body.kind)]}
        </Text>
      )}
      {record !== null && <Opened record={record} />}
      {record === null && (
        <Alert color={verdict === "tampered" ? "red" : "gray"} py="xs">
          <Text size="sm">
            {verdict === "tampered"
              ? text.withheld
              : verdict === "erased"
                ? isErasureEntry
                  ? text.erasure
                  : text.erased
                : reason !== undefined
                  ? shared.reasons[reason]
                  : refusal === null || refusal === "NoOpening"
                    ? text.locked
                    : text.refused}{" "}
            {refusal !== null && <code>{refusal}</code>}
          </Text>
        </Alert>
      )}
      {entry !== null && (
        <Group gap={6} fz="sm" c="dimmed">
          <span>{text.by}</span>
          <AccountName address={entry.body.author} name={text.author} />
          {place !== null && (
            <>
              <span aria-hidden>·</span>
              {place.timestamp !== null && (
                <Tooltip label={formatDateTime(place.timestamp)}>
                  <time dateTime={new Date(place.timestamp * 1000).toISOString()}>
                    {formatAge({ at: place.timestamp })}
                  </time>
                </Tooltip>
              )}
              <span>
                {text.block} {formatCount(place.blockNumber)}
              </span>
            </>
          )}
        </Group>
      )}
      {children}
    </Stack>
  );
}

function Opened({ record }: { record: CustomerRecord }) {
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <>
      <RecordSummary record={record} />
      <Group gap="xs">
        <LabelBadges labels={record.labels} />
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={toggle}
          aria-expanded={opened}
          rightSection={opened ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
        >
          {opened ? text.hideFields : text.showFields}
        </Button>
      </Group>
      <Collapse expanded={opened}>
        {opened && (
          <DataList size="sm" gap={4} orientation="horizontal" labelWidth="12rem" className="fields">
            {rowsOfRecord(record).map(({ pointer, label, value }) => (
              <DataList.Item key={pointer}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue className="wrap lines" dir="auto">
                  {value}
                </DataList.ItemValue>
              </DataList.Item>
            ))}
          </DataList>
        )}
      </Collapse>
    </>
  );
}
