import { Button, EmptyState } from "@mantine/core";
import { IconBuilding } from "@tabler/icons-react";
import { Link } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";
import { text } from "./text.ts";

export function OrganisationAccountPage() {
  return (
    <>
      <PageTitle title={text.organisationAccount} />
      <EmptyState icon={<IconBuilding size={40} aria-hidden />} description={text.organisationAccountHint}>
        <EmptyState.Actions>
          <Button component={Link} to="/members">
            {text.toMembers}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
