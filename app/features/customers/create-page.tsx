import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate } from "react-router";
import { DraftedFields } from "#app/components/drafted-fields.tsx";
import { FormProblem } from "#app/components/form-problem.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { WritingPage } from "#app/features/writes/writing-page.tsx";
import { useFormDraft } from "#app/hooks/use-form-draft.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useRecordForm } from "#app/hooks/use-record-form.ts";
import { useWriteContext } from "#app/hooks/use-write-context.ts";
import { lastRegion } from "#app/model/customers/last-region.ts";
import {
  emptyProfileForm,
  formToProfile,
  PROFILE_DECIMALS,
  withoutBlankRows,
} from "#app/model/records/profile-form.ts";
import { listedCustomers } from "#app/queries/customers.ts";
import { startWriteMutation } from "#app/queries/writes.ts";
import { newCustomer } from "#client/write/draft.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { ProfileFields } from "./profile-fields.tsx";

/** A new customer: its profile, encrypted and written as entry 1. */
export function CreatePage() {
  const { t } = useTranslation();
  const { writes } = useKontor();
  const { organisation, roles, identity } = useMember();
  const context = useWriteContext();
  const queryClient = useQueryClient();
  const [initialValues] = useState(() =>
    emptyProfileForm({
      region: lastRegion({ customers: listedCustomers({ queryClient, organisation }), organisation }),
    }),
  );
  // One id for the page: sending twice, or after a failure, is the same write.
  const [{ customer, salt }] = useState(() => newCustomer({ organisation }));
  const { form, check } = useRecordForm({
    initialValues,
    kind: KINDS.profile,
    clean: withoutBlankRows,
    toRecord: formToProfile,
    decimals: PROFILE_DECIMALS,
  });
  const draft = useFormDraft({ form, id: customer, name: `${organisation} new-customer`, identity });
  const start = useMutation(startWriteMutation({ writes, context, save: draft.save }));
  const [refusal, setRefusal] = useState<unknown>(null);
  if (!roles.has("WRITER")) return <Navigate to="/customers" replace />;
  const send = () => {
    const checked = check();
    setRefusal("error" in checked ? checked.error : null);
    if (!("record" in checked)) return;
    start.mutate({ id: customer, draft: { customer, salt, record: checked.record } });
  };
  if (start.isSuccess) {
    return (
      <>
        <PageTitle title={t("customers.createTitle")} />
        <WritingPage id={customer} done={<Navigate to={`/customers/${customer}`} replace />} />
      </>
    );
  }
  const error = refusal ?? start.error;
  return (
    <>
      <PageTitle title={t("customers.createTitle")} description={t("customers.createIntro")} />
      <form
        noValidate
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="lg">
          <DraftedFields draft={draft}>
            <ProfileFields form={form} />
          </DraftedFields>
          {error !== null && <FormProblem error={error} title={t("customers.saveFailed")} />}
          <Group justify="flex-end">
            <Button component={Link} to="/customers" variant="default">
              {t("shared.cancel")}
            </Button>
            <Button type="submit" loading={start.isPending} disabled={context === undefined}>
              {t("customers.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
