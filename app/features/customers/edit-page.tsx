import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate } from "react-router";
import type { Hex } from "viem";
import { DraftedFields } from "#app/components/drafted-fields.tsx";
import { FormProblem } from "#app/components/form-problem.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useFormDraft } from "#app/hooks/use-form-draft.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useRecordForm } from "#app/hooks/use-record-form.ts";
import { useWriteContext } from "#app/hooks/use-write-context.ts";
import { changesBetween } from "#app/model/records/changes.ts";
import { displayName } from "#app/model/records/display-name.ts";
import { newestProfile, newestProfileEntry } from "#app/model/records/newest-profile.ts";
import { formToProfile, PROFILE_DECIMALS, profileToForm, withoutBlankRows } from "#app/model/records/profile-form.ts";
import { startWriteMutation } from "#app/queries/writes.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import { ChangesTable } from "./changes-table.tsx";
import { CustomerGate } from "./customer-gate.tsx";
import { ProfileFields } from "./profile-fields.tsx";

/** A new profile entry on top of the chain, with what changes shown before it is signed. */
export function EditPage() {
  const { roles } = useMember();
  if (!roles.has("WRITER")) return <Navigate to="/customers" replace />;
  return (
    <CustomerGate>
      {(customer) => {
        const profile = newestProfile(customer);
        const head = newestProfileEntry(customer)?.head ?? null;
        if (profile === null || head === null) return <Navigate to=".." relative="path" replace />;
        return <EditForm customer={customer.customer} base={{ head, record: profile }} profile={profile} />;
      }}
    </CustomerGate>
  );
}

function EditForm(given: { customer: Hex; base: { head: Hex; record: Profile }; profile: Profile }) {
  const { t } = useTranslation();
  const { writes } = useKontor();
  const { organisation, identity } = useMember();
  const context = useWriteContext();
  // As it was when editing began: what arrives meanwhile must not change under the person's hands.
  const [{ customer, base, profile }, begin] = useState(given);
  const [initialValues] = useState(() => profileToForm(profile));
  const [id] = useState(() => crypto.randomUUID());
  const { form, check } = useRecordForm({
    initialValues,
    kind: KINDS.profile,
    clean: withoutBlankRows,
    toRecord: formToProfile,
    decimals: PROFILE_DECIMALS,
  });
  const draft = useFormDraft({
    ...{ form, id, identity, name: `${organisation} edit ${customer}`, about: base },
    // What the edit began from goes with it: what others have written since is merged when it is saved.
    onRestore: (from) => begin({ customer, base: from, profile: from.record }),
  });
  const start = useMutation(startWriteMutation({ writes, context, save: draft.save }));
  const [refusal, setRefusal] = useState<unknown>(null);
  const [reviewed, setReviewed] = useState<CustomerRecord | null>(null);
  const [opened, { open, close }] = useDisclosure(false);
  if (start.isSuccess) return <Navigate to={`/customers/${customer}`} replace />;
  const review = () => {
    const checked = check();
    setRefusal("error" in checked ? checked.error : null);
    if (!("record" in checked)) return;
    setReviewed(checked.record);
    open();
  };
  const save = () => {
    if (reviewed === null) return;
    start.mutate({ id, draft: { customer, base, record: reviewed } });
  };
  const changes = reviewed === null ? [] : changesBetween({ before: profile, after: reviewed });
  return (
    <>
      <PageTitle
        title={t("customers.editTitle")}
        description={
          <>
            <Text fw={600} c="bright" dir="auto" className="wrap">
              {displayName(profile)}
            </Text>
            {t("customers.editIntro")}
          </>
        }
      />
      <form
        noValidate
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          review();
        }}
      >
        <Stack gap="lg">
          <DraftedFields draft={draft}>
            <ProfileFields form={form} />
          </DraftedFields>
          {refusal !== null && <FormProblem error={refusal} title={t("customers.saveFailed")} />}
          <Group justify="flex-end">
            <Button component={Link} to={`/customers/${customer}`} variant="default">
              {t("shared.cancel")}
            </Button>
            <Button type="submit">{t("customers.review")}</Button>
          </Group>
        </Stack>
      </form>
      <Modal opened={opened} onClose={close} title={t("customers.reviewTitle")} size="xl">
        <Stack>
          {changes.length === 0 ? <Alert>{t("customers.noChanges")}</Alert> : <ChangesTable changes={changes} />}
          {start.error !== null && <FormProblem error={start.error} title={t("customers.saveFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("shared.cancel")}
            </Button>
            <Button disabled={changes.length === 0 || context === undefined} loading={start.isPending} onClick={save}>
              {t("customers.save")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
