import { Alert, Button, Collapse, DataList, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AccountName } from "#app/components/account-name.tsx";
import { LabelBadges } from "#app/components/label-badges.tsx";
import { VerdictPopover } from "#app/components/verdict-popover.tsx";
import { formatAge, formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { rowsOfRecord } from "#app/model/records/rows-of-record.ts";
import { titleOfRecord } from "#app/model/records/title-of-record.ts";
import type { ReadEntry } from "#client/read/read-entry.ts";
import { KINDS, kindName } from "#protocol/chain/kinds.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import { EntryHashes } from "./entry-hashes.tsx";
import { RecordSummary } from "./record-summary.tsx";
import { Replaced } from "./replaced.tsx";

/** One entry of a customer's chain: what it says, who wrote it when, and its verdict with the reasons unless it is proven. */
export function EntryCard({ read, children }: { read: ReadEntry; children?: ReactNode }) {
  const { t } = useTranslation();
  const { entry, sequence, verdict, reason, record, refusal, place, replacedBy } = read;
  const kind = entry === null ? t("entries.unreadableTitle") : t(`records.kinds.${kindName(entry.body.kind)}`);
  const number = formatCount(sequence);
  const isErasureEntry = entry?.body.kind === KINDS.erasure;
  const untitled =
    verdict !== "erased"
      ? t("entries.unreadableTitle")
      : isErasureEntry
        ? t("entries.erasureTitle")
        : t("entries.erasedTitle");
  return (
    <Stack
      gap={6}
      component="article"
      aria-label={t("entries.kindOf", { kind, sequence: number })}
      data-sequence={sequence.toString()}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div className="wrap">
          <Text size="xs" c="dimmed" fw={600}>
            {kind} · {t("entries.sequence", { sequence: number })}
          </Text>
          <Title order={3} fz="md" className="wrap" dir="auto">
            {record === null ? untitled : titleOfRecord(record)}
          </Title>
        </div>
        {verdict !== "proven" && (
          <VerdictPopover verdict={verdict} reason={reason} subject={t("entries.sequence", { sequence: number })}>
            <EntryHashes read={read} />
          </VerdictPopover>
        )}
      </Group>
      {replacedBy !== null && entry !== null && <Replaced kind={entry.body.kind} />}
      {record !== null && <Opened record={record} />}
      {record === null && (
        <Alert color={verdict === "tampered" ? "red" : "gray"} py="xs">
          <Text size="sm">
            {verdict === "tampered"
              ? t("entries.withheld")
              : verdict === "erased"
                ? isErasureEntry
                  ? t("entries.erasure")
                  : t("entries.erased")
                : reason !== undefined
                  ? t(`shared.reasons.${reason}`)
                  : refusal === null || refusal === "NoOpening"
                    ? t("entries.locked")
                    : t("entries.refused")}{" "}
            {refusal !== null && <code>{refusal}</code>}
          </Text>
        </Alert>
      )}
      {entry !== null && (
        <Group gap={6} fz="sm" c="dimmed">
          <span>{t("entries.by")}</span>
          <AccountName address={entry.body.author} name={t("entries.author")} />
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
                {t("entries.block")} {formatCount(place.blockNumber)}
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
  const { t } = useTranslation();
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
          {opened ? t("entries.hideFields") : t("entries.showFields")}
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
