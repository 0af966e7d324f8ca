import { Alert, Button, Code, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { describeError } from "#app/errors/describe-error.ts";

/** A failure, said plainly: what happened, what can be done, its code, and a way to try again where one can help. */
export function ErrorState({ error, title, onRetry }: { error: unknown; title?: string; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { code, message, hints } = describeError(error);
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title ?? t("shared.errorTitle")}>
      <Stack gap="xs">
        <Text size="sm" className="wrap">
          {message}
        </Text>
        {hints.length > 0 && (
          <List size="sm">
            {hints.map((hint) => (
              <List.Item key={hint}>{hint}</List.Item>
            ))}
          </List>
        )}
        <Group justify="space-between">
          <Code>{code}</Code>
          {onRetry && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={() => onRetry()}
            >
              {t("shared.retry")}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
