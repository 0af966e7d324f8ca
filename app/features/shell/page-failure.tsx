import { Container } from "@mantine/core";
import { useRouteError } from "react-router";
import { ErrorState } from "#app/components/error-state.tsx";
import { text } from "./text.ts";

/** Shown in place of a page that threw while rendering or loading, for example after a new version was deployed. */
export function PageFailure() {
  const error = useRouteError();
  return (
    <Container size="sm" py="xl">
      <ErrorState error={error} title={text.pageFailed} onRetry={() => window.location.reload()} />
    </Container>
  );
}
