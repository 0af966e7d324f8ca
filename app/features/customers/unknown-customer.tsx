import { Button, EmptyState } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";

export function UnknownCustomer() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("customers.unknownCustomer")} />
      <EmptyState icon={<IconUserQuestion size={40} aria-hidden />} description={t("customers.unknownCustomerHint")}>
        <EmptyState.Actions>
          <Button component={Link} to="/customers">
            {t("customers.backToList")}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
