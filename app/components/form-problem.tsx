import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemOf } from "#app/model/records/form-errors.ts";
import { ErrorState } from "./error-state.tsx";

/** Why a form was not sent: the field and its problem where it is about one, the error otherwise. */
export function FormProblem({ error, title }: { error: unknown; title: string }) {
  const problem = problemOf(error);
  if (problem === null) return <ErrorState error={error} title={title} />;
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {problem.label} {problem.problem}.
    </Alert>
  );
}
