import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Change } from "#app/model/records/changes.ts";
import { labelOfPointer } from "#app/model/records/label-of-pointer.ts";

/** What a new profile changes, field by field. */
export function ChangesTable({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  return (
    <Table className="stacking" verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("customers.field")}</Table.Th>
          <Table.Th>{t("customers.was")}</Table.Th>
          <Table.Th>{t("customers.becomes")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ pointer, before, after }) => (
          <Table.Tr key={pointer}>
            <Table.Td fw={600}>{labelOfPointer(pointer)}</Table.Td>
            <Table.Td data-label={t("customers.was")}>
              <Side value={before} gone={after === null} />
            </Table.Td>
            <Table.Td data-label={t("customers.becomes")}>
              <Side value={after} gone={false} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Side({ value, gone }: { value: string | null; gone: boolean }) {
  const { t } = useTranslation();
  if (value === null) {
    return (
      <Text size="sm" c="dimmed" fs="italic">
        {t("customers.none")}
      </Text>
    );
  }
  return (
    <Text size="sm" className="wrap lines" dir="auto" {...(gone ? { td: "line-through" } : {})}>
      {value}
    </Text>
  );
}
