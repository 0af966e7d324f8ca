import { NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { InputProps } from "#app/hooks/use-record-form.ts";
import { CLASSIFICATIONS } from "#protocol/envelope/labels.ts";

/** The two public labels of a record. They are readable by everyone, and the form says so. */
export function LabelFields({ getInputProps }: { getInputProps: (path: string) => InputProps }) {
  const { t } = useTranslation();
  const region = getInputProps("region");
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NativeSelect
        label={t("records.members.classification")}
        description={t("shared.classificationHint")}
        data={CLASSIFICATIONS.map((value) => ({ value, label: t(`records.classifications.${value}`) }))}
        {...getInputProps("classification")}
      />
      <TextInput
        label={t("records.members.region")}
        description={t("shared.regionHint")}
        maxLength={8}
        required
        autoCapitalize="characters"
        {...region}
        onChange={(event) => region.onChange(event.currentTarget.value.toUpperCase())}
      />
    </SimpleGrid>
  );
}
