import { Table, Text } from "@mantine/core";
import type { Change } from "#app/model/records/changes.ts";
import { labelOfPointer } from "#app/model/records/label-of-pointer.ts";
import { text } from "./text.ts";

/** What a new profile changes, field by field. */
export function ChangesTable({ changes }: { changes: readonly Change[] }) {
  return (
    <Table className="stacking" verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.field}</Table.Th>
          <Table.Th>{text.was}</Table.Th>
          <Table.Th>{text.becomes}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ pointer, before, after }) => (
          <Table.Tr key={pointer}>
            <Table.Td fw={600}>{labelOfPointer(pointer)}</Table.Td>
            <Table.Td data-label={text.was}>
              <Side value={before} gone={after === null} />
            </Table.Td>
            <Table.Td data-label={text.becomes}>
              <Side value={after} gone={false} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Side({ value, gone }: { value: string | null; gone: boolean }) {
  if (value === null) {
    return (
      <Text size="sm" c="dimmed" fs="italic">
        {text.none}
      </Text>
    );
  }
  return (
    <Text size="sm" className="wrap lines" dir="auto" {...(gone ? { td: "line-through" } : {})}>
      {value}
    </Text>
  );
}
