import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CurrencySelect } from "#app/components/currency-select.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import { RowsField } from "#app/components/rows-field.tsx";
import { writeDecimal } from "#app/format/decimal-input.ts";
import type { Form } from "#app/hooks/use-record-form.ts";
import { readDecimals } from "#app/model/records/read-decimals.ts";
import { totalOfLines } from "#app/model/records/total-of-lines.ts";
import {
  newLine,
  TRANSACTION_DECIMALS,
  type TransactionForm,
  withoutBlankLines,
} from "#app/model/records/transaction-form.ts";
import { TRANSACTION_TYPES } from "#protocol/record/schemas/transaction.ts";

const PLACE = ["name", "street", "postalCode", "city", "region", "country"] as const;

export function TransactionFields({ form }: { form: Form<TransactionForm> }) {
  const { t } = useTranslation();
  const { values, unread } = readDecimals({ values: withoutBlankLines(form.values), decimals: TRANSACTION_DECIMALS });
  const computed = unread.length > 0 ? null : totalOfLines(values);
  const useful = computed !== null && values.total !== computed && values.lines.length > 0;
  return (
    <Stack gap="lg">
      <FormSection title={t("entries.what")}>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <NativeSelect
            label={t("records.members.type")}
            data={TRANSACTION_TYPES.map((value) => ({ value, label: t(`records.transactionTypes.${value}`) }))}
            {...form.getInputProps("type")}
          />
          <TextInput label={t("records.members.number")} required {...form.getInputProps("number")} />
          <TextInput label={t("records.members.date")} type="date" required {...form.getInputProps("date")} />
          <TextInput label={t("records.members.status")} {...form.getInputProps("status")} />
          <TextInput label={t("records.members.reference")} {...form.getInputProps("reference")} />
          <TextInput label={t("records.members.dueDate")} type="date" {...form.getInputProps("dueDate")} />
        </SimpleGrid>
      </FormSection>
      <FormSection title={t("entries.lines")}>
        <RowsField
          title={t("entries.lines")}
          titled={false}
          rowName={(position) => t("entries.line", { position })}
          addLabel={t("entries.addLine")}
          rows={form.values.lines}
          onAdd={() => form.insertListItem("lines", newLine())}
          onRemove={(index) => form.removeListItem("lines", index)}
        >
          {(index) => (
            <>
              <TextInput
                className="wide"
                label={t("records.members.description")}
                required={
                  withoutBlankLines({ ...form.values, lines: form.values.lines.slice(index, index + 1) }).lines.length >
                  0
                }
                {...form.getInputProps(`lines.${index}.description`)}
              />
              <TextInput
                label={t("records.members.quantity")}
                inputMode="decimal"
                {...form.getInputProps(`lines.${index}.quantity`)}
              />
              <TextInput
                label={t("records.members.unitPrice")}
                inputMode="decimal"
                {...form.getInputProps(`lines.${index}.unitPrice`)}
              />
              <TextInput
                label={t("records.members.discount")}
                placeholder={t("entries.discountHint", { example: writeDecimal("0.15") })}
                inputMode="decimal"
                {...form.getInputProps(`lines.${index}.discount`)}
              />
              <TextInput label={t("records.members.sku")} {...form.getInputProps(`lines.${index}.sku`)} />
              <TextInput label={t("records.members.unit")} {...form.getInputProps(`lines.${index}.unit`)} />
            </>
          )}
        </RowsField>
      </FormSection>
      <FormSection title={t("entries.amounts")} hint={t("entries.decimalHint", { example: writeDecimal("12.50") })}>
        <SimpleGrid cols={{ base: 2, xs: 4 }}>
          <CurrencySelect {...form.getInputProps("currency")} />
          <TextInput label={t("records.members.freight")} inputMode="decimal" {...form.getInputProps("freight")} />
          <TextInput label={t("records.members.tax")} inputMode="decimal" {...form.getInputProps("tax")} />
          <TextInput label={t("records.members.total")} inputMode="decimal" {...form.getInputProps("total")} />
        </SimpleGrid>
        <Group mih={30} gap="xs">
          {useful && (
            <>
              <Text size="sm" c="dimmed">
                {t("entries.computed", { total: writeDecimal(computed) })}
              </Text>
              <Button size="xs" variant="default" onClick={() => form.setFieldValue("total", writeDecimal(computed))}>
                {t("entries.useComputed")}
              </Button>
            </>
          )}
        </Group>
      </FormSection>
      <FormSection title={t("entries.shipping")}>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {PLACE.map((part) => (
            <TextInput key={part} label={t(`records.members.${part}`)} {...form.getInputProps(`shipTo.${part}`)} />
          ))}
          <TextInput label={t("records.members.carrier")} {...form.getInputProps("carrier")} />
          <TextInput label={t("records.members.requiredDate")} type="date" {...form.getInputProps("requiredDate")} />
          <TextInput label={t("records.members.shippedDate")} type="date" {...form.getInputProps("shippedDate")} />
        </SimpleGrid>
      </FormSection>
      <FormSection title={t("entries.more")}>
        <TextInput label={t("records.members.salesperson")} {...form.getInputProps("salesperson")} />
        <Textarea label={t("records.members.notes")} autosize minRows={2} {...form.getInputProps("notes")} />
      </FormSection>
      <FormSection title={t("shared.labels")} hint={t("shared.labelsHint")}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}
