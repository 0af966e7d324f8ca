import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { DraftedFields } from "#app/components/drafted-fields.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { useFormDraft } from "#app/hooks/use-form-draft.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { consentMutation } from "#app/queries/subject.ts";
import type { Labels } from "#protocol/envelope/labels.ts";

/** Purpose, wording, until: signed with the person's own wallet. */
export function GiveConsent({ customer, labels, onClose }: { customer: Hex; labels: Labels; onClose: () => void }) {
  const { t } = useTranslation();
  const kontor = useKontor();
  const identity = useOwnIdentity();
  const wallet = useWallet();
  const form = useForm({
    initialValues: { purpose: "", wording: "", until: "" },
    validate: {
      purpose: (value) => (value.trim() === "" ? t("mine.needed") : null),
      wording: (value) => (value.trim() === "" ? t("mine.needed") : null),
      until: (value) => (value !== "" && new Date(value).getTime() <= Date.now() ? t("mine.untilPast") : null),
    },
  });
  const [id] = useState(() => crypto.randomUUID());
  const draft = useFormDraft({ form, id, identity, name: `consent ${customer}` });
  const give = useMutation({
    ...consentMutation({ kontor, wallet, identity, customer, save: draft.save }),
    onSuccess: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t("mine.giveTitle")}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ purpose, wording, until }) => {
          give.mutate({
            id,
            record: {
              schema: "consent/1",
              labels,
              purpose: purpose.trim(),
              wording: wording.trim(),
              given: new Date().toISOString(),
              ...(until === "" ? {} : { until: new Date(until).toISOString() }),
              channel: "Kontor",
            },
          });
        })}
      >
        <Stack>
          <Text size="sm">{t("mine.giveDoes")}</Text>
          <DraftedFields draft={draft}>
            <Stack>
              <TextInput
                label={t("mine.purpose")}
                description={t("mine.purposeHint")}
                data-autofocus
                {...form.getInputProps("purpose")}
              />
              <Textarea
                label={t("mine.wording")}
                description={t("mine.wordingHint")}
                autosize
                minRows={3}
                {...form.getInputProps("wording")}
              />
              <TextInput type="datetime-local" label={t("mine.until")} {...form.getInputProps("until")} />
            </Stack>
          </DraftedFields>
          {give.isError && <ErrorState error={give.error} title={t("mine.giveFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("shared.cancel")}
            </Button>
            <Button type="submit" loading={give.isPending} disabled={wallet === undefined}>
              {t("mine.sign")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
