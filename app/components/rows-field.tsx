import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A list in a form: any number of rows, each removable, one more with a button. */
export function RowsField<Row extends { key: string }>({
  title,
  titled = true,
  rowName,
  addLabel,
  rows,
  onAdd,
  onRemove,
  children,
}: {
  title: string;
  /** Whether the title shows; not where a section around it says the same. */
  titled?: boolean;
  /** "E-mail 2", for the remove button's name. */
  rowName: (position: number) => string;
  addLabel: string;
  rows: readonly Row[];
  onAdd: () => void;
  onRemove: (index: number) => void;
  children: (index: number) => ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      {titled && (
        <Text fw={600} size="sm">
          {title}
        </Text>
      )}
      {rows.map((row, index) => (
        <Group key={row.key} align="flex-start" gap="xs" wrap="nowrap" className="row">
          <div className="row-fields">{children(index)}</div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            mt={25}
            aria-label={t("shared.remove", { what: rowName(index + 1) })}
            onClick={() => onRemove(index)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
          {addLabel}
        </Button>
      </Group>
    </Stack>
  );
}
