import { Alert, Button, Container, Group, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { ErrorState } from "#app/components/error-state.tsx";
import { isChunkFailure } from "#app/errors/is-chunk-failure.ts";

/** Shown in place of a page that threw, or that could not be loaded, for example after a new version was installed. */
export function PageFailure() {
  const { t } = useTranslation();
  const error = useRouteError();
  const reload = () => window.location.reload();
  return (
    <Container size="sm" py="xl">
      {isChunkFailure(error) ? (
        <Alert role="alert" icon={<IconRefresh aria-hidden />} title={t("shell.chunkFailed")}>
          <Stack gap="xs">
            <Text size="sm">{t("shell.chunkFailedHint")}</Text>
            <Group justify="flex-end">
              <Button size="xs" onClick={reload}>
                {t("shell.loadAgain")}
              </Button>
            </Group>
          </Stack>
        </Alert>
      ) : (
        <ErrorState error={error} title={t("shell.pageFailed")} onRetry={reload} />
      )}
    </Container>
  );
}
