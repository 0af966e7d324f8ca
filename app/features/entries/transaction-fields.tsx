import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { FormSection } from "#app/components/form-section.tsx";
import { LabelFields } from "#app/components/label-fields.tsx";
import { RowsField } from "#app/components/rows-field.tsx";
import { text as shared } from "#app/components/text.ts";
import type { Form } from "#app/hooks/use-record-form.ts";
import { text as words } from "#app/model/records/text.ts";
import { totalOfLines } from "#app/model/records/total-of-lines.ts";
import { newLine, type TransactionForm, withoutBlankLines } from "#app/model/records/transaction-form.ts";
import { TRANSACTION_TYPES } from "#protocol/record/schemas/transaction.ts";
import { text } from "./text.ts";

const m = words.members;
const PLACE = ["name", "street", "postalCode", "city", "region", "country"] as const;

export function TransactionFields({ form }: { form: Form<TransactionForm> }) {
  const computed = totalOfLines(withoutBlankLines(form.values));
  const useful = computed !== null && form.values.total !== computed && withoutBlankLines(form.values).lines.length > 0;
  return (
    <Stack gap="lg">
      <FormSection title={text.what}>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <NativeSelect
            label={m.type}
            data={TRANSACTION_TYPES.map((value) => ({ value, label: words.transactionTypes[value] }))}
            {...form.getInputProps("type")}
          />
          <TextInput label={m.number} required withAsterisk={false} {...form.getInputProps("number")} />
          <TextInput label={m.date} type="date" required withAsterisk={false} {...form.getInputProps("date")} />
          <TextInput label={m.status} {...form.getInputProps("status")} />
          <TextInput label={m.reference} {...form.getInputProps("reference")} />
          <TextInput label={m.dueDate} type="date" {...form.getInputProps("dueDate")} />
        </SimpleGrid>
      </FormSection>
      <FormSection title={text.lines}>
        <RowsField
          title={text.lines}
          titled={false}
          rowName={text.line}
          addLabel={text.addLine}
          rows={form.values.lines}
          onAdd={() => form.insertListItem("lines", newLine())}
          onRemove={(index) => form.removeListItem("lines", index)}
        >
          {(index) => (
            <>
              <TextInput className="wide" label={m.description} {...form.getInputProps(`lines.${index}.description`)} />
              <TextInput label={m.quantity} inputMode="decimal" {...form.getInputProps(`lines.${index}.quantity`)} />
              <TextInput label={m.unitPrice} inputMode="decimal" {...form.getInputProps(`lines.${index}.unitPrice`)} />
              <TextInput
                label={m.discount}
                placeholder={text.discountHint}
                inputMode="decimal"
                {...form.getInputProps(`lines.${index}.discount`)}
              />
              <TextInput label={m.sku} {...form.getInputProps(`lines.${index}.sku`)} />
              <TextInput label={m.unit} {...form.getInputProps(`lines.${index}.unit`)} />
            </>
          )}
        </RowsField>
      </FormSection>
      <FormSection title={text.amounts} hint={text.decimalHint}>
        <SimpleGrid cols={{ base: 2, xs: 4 }}>
          <TextInput
            label={m.currency}
            maxLength={3}
            {...form.getInputProps("currency")}
            onChange={(event) => form.setFieldValue("currency", event.currentTarget.value.toUpperCase())}
          />
          <TextInput label={m.freight} inputMode="decimal" {...form.getInputProps("freight")} />
          <TextInput label={m.tax} inputMode="decimal" {...form.getInputProps("tax")} />
          <TextInput
            label={m.total}
            inputMode="decimal"
            required
            withAsterisk={false}
            {...form.getInputProps("total")}
          />
        </SimpleGrid>
        <Group mih={30} gap="xs">
          {useful && (
            <>
              <Text size="sm" c="dimmed">
                {text.computed(computed)}
              </Text>
              <Button size="xs" variant="default" onClick={() => form.setFieldValue("total", computed)}>
                {text.useComputed}
              </Button>
            </>
          )}
        </Group>
      </FormSection>
      <FormSection title={text.shipping}>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {PLACE.map((part) => (
            <TextInput key={part} label={m[part]} {...form.getInputProps(`shipTo.${part}`)} />
          ))}
          <TextInput label={m.carrier} {...form.getInputProps("carrier")} />
          <TextInput label={m.requiredDate} type="date" {...form.getInputProps("requiredDate")} />
          <TextInput label={m.shippedDate} type="date" {...form.getInputProps("shippedDate")} />
        </SimpleGrid>
      </FormSection>
      <FormSection title={text.more}>
        <TextInput label={m.salesperson} {...form.getInputProps("salesperson")} />
        <Textarea label={m.notes} autosize minRows={2} {...form.getInputProps("notes")} />
      </FormSection>
      <FormSection title={shared.labels} hint={shared.labelsHint}>
        <LabelFields getInputProps={form.getInputProps} />
      </FormSection>
    </Stack>
  );
}
