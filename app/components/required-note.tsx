import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What the mark beside a label means; styles.css puts it beside every field that is `required`. */
export function RequiredNote() {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      {t("shared.required")}
    </Text>
  );
}
