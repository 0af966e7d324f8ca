import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormSection } from "#app/components/form-section.tsx";

/** For a key that is lost, or that somebody else may have: what a new one does, and the way to it. */
export function ReplaceKey({ onReplace }: { onReplace: () => void }) {
  const { t } = useTranslation();
  return (
    <FormSection title={t("key.replace")}>
      <Text size="sm">{t("key.replaceDoes")}</Text>
      <Group>
        <Button size="xs" variant="default" color="red" onClick={onReplace}>
          {t("key.replaceSubmit")}
        </Button>
      </Group>
    </FormSection>
  );
}
