import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconKeyOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { PageTitle } from "#app/components/page-title.tsx";

/** A key is published, but what the service keeps does not belong to it. Only a new key helps. */
export function LostPage({ onReplace, onBack }: { onReplace: () => void; onBack?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={onBack === undefined ? t("enrol.lostTitle") : t("enrol.forgottenTitle")} />
      <Alert color="yellow" icon={<IconKeyOff aria-hidden />} maw={640}>
        <Stack align="flex-start">
          <Text size="sm">{onBack === undefined ? t("enrol.lostIntro") : t("enrol.forgottenIntro")}</Text>
          <Group>
            <Button onClick={onReplace}>{t("enrol.replace")}</Button>
            {onBack !== undefined && (
              <Button variant="default" onClick={onBack}>
                {t("enrol.backToUnlock")}
              </Button>
            )}
          </Group>
        </Stack>
      </Alert>
    </>
  );
}
