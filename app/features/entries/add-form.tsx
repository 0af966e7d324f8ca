import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ComponentType, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate } from "react-router";
import type { Hex } from "viem";
import { DraftedFields } from "#app/components/drafted-fields.tsx";
import { FormProblem } from "#app/components/form-problem.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { RequiredNote } from "#app/components/required-note.tsx";
import { useFormDraft } from "#app/hooks/use-form-draft.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import type { Form } from "#app/hooks/use-record-form.ts";
import { useRecordForm } from "#app/hooks/use-record-form.ts";
import { useWriteContext } from "#app/hooks/use-write-context.ts";
import type { FormRules } from "#app/model/records/check-form.ts";
import { startWriteMutation } from "#app/queries/writes.ts";

/** The frame of every entry form: the fields, what is wrong, cancel and save. */
export function AddForm<Values extends Record<string, unknown>>({
  what,
  customer,
  name,
  Fields,
  ...rules
}: FormRules<Values> & {
  what: "transaction" | "interaction" | "note";
  customer: Hex;
  name: string;
  initialValues: Values;
  Fields: ComponentType<{ form: Form<Values> }>;
}) {
  const { t } = useTranslation();
  const { writes } = useKontor();
  const { organisation, identity } = useMember();
  const context = useWriteContext();
  const { form, check } = useRecordForm(rules);
  const [id] = useState(() => crypto.randomUUID());
  const draft = useFormDraft({ form, id, identity, name: `${organisation} ${what} ${customer}` });
  const start = useMutation(startWriteMutation({ writes, context, save: draft.save }));
  const [refusal, setRefusal] = useState<unknown>(null);
  if (start.isSuccess) return <Navigate to={`/customers/${customer}`} replace />;
  const send = () => {
    const checked = check();
    setRefusal("error" in checked ? checked.error : null);
    if (!("record" in checked)) return;
    // Nothing in it depends on what is newest, so it follows whatever is when it is sealed.
    start.mutate({ id, draft: { customer, record: checked.record } });
  };
  const error = refusal ?? start.error;
  return (
    <>
      <PageTitle title={t(`entries.titles.${what}`)} description={<bdi>{t("entries.intro", { name })}</bdi>} />
      <form
        noValidate
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="lg">
          <RequiredNote />
          <DraftedFields draft={draft}>
            <Fields form={form} />
          </DraftedFields>
          {error !== null && <FormProblem error={error} title={t("entries.saveFailed")} />}
          <Group justify="flex-end">
            <Button component={Link} to={`/customers/${customer}`} variant="default">
              {t("shared.cancel")}
            </Button>
            <Button type="submit" loading={start.isPending} disabled={context === undefined}>
              {t(`entries.save.${what}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
