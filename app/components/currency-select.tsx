import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { InputProps } from "#app/hooks/use-record-form.ts";
import { currencyChoice } from "#app/model/records/currency-choice.ts";

/** A currency, found by its code or its name. One that is no longer in the list stays while nobody chooses another. */
export function CurrencySelect({ value, onChange, ...input }: InputProps) {
  const { t } = useTranslation();
  const data = useMemo(() => {
    const { common, others } = currencyChoice();
    const unlisted = value !== "" && [...common, ...others].every((option) => option.value !== value);
    return [
      { group: t("records.commonCurrencies"), items: unlisted ? [{ value, label: value }, ...common] : common },
      { group: t("records.otherCurrencies"), items: others },
    ];
  }, [t, value]);
  return (
    <Select
      label={t("records.members.currency")}
      data={data}
      value={value === "" ? null : value}
      onChange={(chosen) => onChange(chosen ?? "")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("shared.remove", { what: t("records.members.currency") }) }}
      nothingFoundMessage={t("records.notInList")}
      {...input}
    />
  );
}
