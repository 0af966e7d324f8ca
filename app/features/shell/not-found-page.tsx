import { Button, EmptyState } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("shell.notFound")} />
      <EmptyState icon={<IconMapOff size={40} aria-hidden />} description={t("shell.notFoundHint")}>
        <EmptyState.Actions>
          <Button component={Link} to="/customers">
            {t("shell.home")}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
