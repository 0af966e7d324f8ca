import { Autocomplete, Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { InputProps } from "#app/hooks/use-record-form.ts";
import { countries } from "#app/model/records/countries.ts";

/** A country by its code, chosen by its name. A code that is no longer in the list stays while nobody chooses another. */
export function CountrySelect({ value, onChange, ...input }: InputProps & { required?: boolean }) {
  const { t } = useTranslation();
  const data = useMemo(() => {
    const known = countries();
    return value === "" || known.some((country) => country.value === value)
      ? known
      : [{ value, label: value }, ...known];
  }, [value]);
  return (
    <Select
      label={t("records.members.country")}
      data={data}
      value={value === "" ? null : value}
      onChange={(chosen) => onChange(chosen ?? "")}
      searchable
      nothingFoundMessage={t("records.notInList")}
      {...input}
    />
  );
}

/** A country as an address names it: any text, with the names in the person's language to choose from. */
export function CountryInput(input: InputProps) {
  const { t } = useTranslation();
  const names = useMemo(() => countries().map(({ label }) => label), []);
  return <Autocomplete label={t("records.members.country")} data={names} limit={8} {...input} />;
}
