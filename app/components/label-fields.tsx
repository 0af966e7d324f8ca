import { NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import type { InputProps } from "#app/hooks/use-record-form.ts";
import { text as words } from "#app/model/records/text.ts";
import { CLASSIFICATIONS } from "#protocol/envelope/labels.ts";
import { text } from "./text.ts";

/** The two public labels of a record. They are readable by everyone, and the form says so. */
export function LabelFields({ getInputProps }: { getInputProps: (path: string) => InputProps }) {
  const region = getInputProps("region");
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NativeSelect
        label={words.members.classification}
        description={text.classificationHint}
        data={CLASSIFICATIONS.map((value) => ({ value, label: words.classifications[value] }))}
        {...getInputProps("classification")}
      />
      <TextInput
        label={words.members.region}
        description={text.regionHint}
        placeholder="EU"
        maxLength={8}
        required
        withAsterisk={false}
        autoCapitalize="characters"
        {...region}
        onChange={(event) => region.onChange(event.currentTarget.value.toUpperCase())}
      />
    </SimpleGrid>
  );
}
