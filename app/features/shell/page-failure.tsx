import { Container } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { ErrorState } from "#app/components/error-state.tsx";

/** Shown in place of a page that threw while rendering or loading, for example after a new version was deployed. */
export function PageFailure() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Container size="sm" py="xl">
      <ErrorState error={error} title={t("shell.pageFailed")} onRetry={() => window.location.reload()} />
    </Container>
  );
}
