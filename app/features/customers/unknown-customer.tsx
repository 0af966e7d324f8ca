import { Button, EmptyState } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { Link } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";
import { text } from "./text.ts";

export function UnknownCustomer() {
  return (
    <>
      <PageTitle title={text.unknownCustomer} />
      <EmptyState icon={<IconUserQuestion size={40} aria-hidden />} description={text.unknownCustomerHint}>
        <EmptyState.Actions>
          <Button component={Link} to="/customers">
            {text.backToList}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
