import { Button, EmptyState } from "@mantine/core";
import { IconBuilding } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";

export function OrganisationAccountPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("session.organisationAccount")} />
      <EmptyState icon={<IconBuilding size={40} aria-hidden />} description={t("session.organisationAccountHint")}>
        <EmptyState.Actions>
          <Button component={Link} to="/members">
            {t("session.toMembers")}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
