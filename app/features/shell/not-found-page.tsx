import { Button, EmptyState } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { PageTitle } from "#app/components/page-title.tsx";
import { text } from "./text.ts";

export function NotFoundPage() {
  return (
    <>
      <PageTitle title={text.notFound} />
      <EmptyState icon={<IconMapOff size={40} aria-hidden />} description={text.notFoundHint}>
        <EmptyState.Actions>
          <Button component={Link} to="/customers">
            {text.home}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </>
  );
}
