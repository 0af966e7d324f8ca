import { Group, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatDate, formatDateTime } from "#app/format/dates.ts";
import { formatDecimal, formatMoney } from "#app/format/numbers.ts";
import { placeOf } from "#app/model/records/place-of.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import type { Transaction } from "#protocol/record/schemas/transaction.ts";

/** The part of a record that is worth seeing at a glance. */
export function RecordSummary({ record }: { record: CustomerRecord }) {
  const { t } = useTranslation();
  switch (record.schema) {
    case "profile/1":
    case "profile/2":
      return (
        <Dimmed>
          {[t(`records.profileTypes.${record.type}`), placeOf(record)].filter((part) => part !== "").join(" · ")}
        </Dimmed>
      );
    case "transaction/1":
    case "transaction/2":
      return <TransactionSummary transaction={record} />;
    case "interaction/1":
      return (
        <>
          <Dimmed>
            {[
              formatDateTime(record.at),
              record.direction && t(`records.directions.${record.direction}`),
              record.minutes !== undefined && t("entries.minutes", { count: record.minutes }),
            ]
              .filter((part) => typeof part === "string")
              .join(" · ")}
          </Dimmed>
          {record.body && <Paragraph>{record.body}</Paragraph>}
        </>
      );
    case "note/1":
      return <Paragraph>{record.text}</Paragraph>;
    case "consent/1":
      return (
        <>
          {record.withdrawn !== undefined && (
            <Dimmed>{t("entries.withdrawn", { when: formatDateTime(record.withdrawn) })}</Dimmed>
          )}
          {record.withdrawn === undefined && record.until !== undefined && (
            <Dimmed>{t("entries.consentUntil", { when: formatDateTime(record.until) })}</Dimmed>
          )}
          <Paragraph>{record.wording}</Paragraph>
        </>
      );
    case "transfer/1":
      return <Dimmed>{formatDate(record.date)}</Dimmed>;
    case "document/1":
      return <Dimmed>{[record.fileName, record.mediaType].filter((part) => part !== undefined).join(" · ")}</Dimmed>;
  }
}

function TransactionSummary({ transaction }: { transaction: Transaction }) {
  const { t } = useTranslation();
  const { date, lines = [], currency } = transaction;
  return (
    <>
      <Dimmed>{formatDate(date)}</Dimmed>
      {lines.length > 0 && (
        <Table className="stacking lines-table" verticalSpacing={4} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("entries.lineTotals.description")}</Table.Th>
              <Table.Th ta="right">{t("entries.lineTotals.quantity")}</Table.Th>
              <Table.Th ta="right">{t("entries.lineTotals.unitPrice")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a written entry never move
              <Table.Tr key={index}>
                <Table.Td className="wrap" dir="auto">
                  {line.description}
                </Table.Td>
                <Table.Td data-label={t("entries.lineTotals.quantity")} ta="right" className="numeric break">
                  {line.quantity === undefined ? "" : formatDecimal(line.quantity)}
                  {line.unit === undefined ? "" : ` × ${line.unit}`}
                </Table.Td>
                <Table.Td data-label={t("entries.lineTotals.unitPrice")} ta="right" className="numeric nowrap">
                  {line.unitPrice === undefined || currency === undefined
                    ? ""
                    : formatMoney({ amount: line.unitPrice, currency })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

function Dimmed({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" className="wrap" dir="auto">
      {children}
    </Text>
  );
}

function Paragraph({ children }: { children: string }) {
  return (
    <Group>
      <Text size="sm" className="wrap lines" dir="auto" lineClamp={8}>
        {children}
      </Text>
    </Group>
  );
}
