import { Alert, Anchor, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { RefusedForm } from "#app/model/records/form-problems.ts";
import { ErrorState } from "./error-state.tsx";

/** Why a form was not sent: everything that is wrong with its fields, each a way to the field, or the error. */
export function FormProblem({ error, title }: { error: unknown; title: string }) {
  const { t } = useTranslation();
  if (!(error instanceof RefusedForm)) return <ErrorState error={error} title={title} />;
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title}>
      <Stack gap="xs">
        <Text size="sm">{t("problems.title", { count: error.problems.length })}</Text>
        <List size="sm" spacing={4}>
          {error.problems.map(({ path, label, text }) => (
            <List.Item key={path}>
              <Anchor
                component="button"
                type="button"
                inherit
                c="inherit"
                td="underline"
                fw={600}
                ta="start"
                onClick={() => focusField(path)}
              >
                {label}
              </Anchor>
              {" – "}
              {text}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  );
}

function focusField(path: string) {
  document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
}
