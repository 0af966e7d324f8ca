import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKeyring } from "#app/hooks/use-keyring.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import type { InputProps } from "#app/hooks/use-record-form.ts";
import { useShareContext } from "#app/hooks/use-share-context.ts";
import { useShares } from "#app/hooks/use-shares.ts";
import {
  ANOTHER,
  checkShareForm,
  EMPTY_SHARE_FORM,
  endOf,
  granteeOf,
  type ShareForm,
} from "#app/model/sharing/share-form.ts";
import { organisationsQuery } from "#app/queries/members.ts";
import { startShareMutation } from "#app/queries/sharing.ts";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import { RecipientKeyView } from "./recipient-key.tsx";
import { ShareCard } from "./share-card.tsx";

export type ShareModalProps = {
  customers: readonly Hex[] | "all";
  /** "Alfreds Futterkiste", "3 customers". */
  what: string;
  onClose: () => void;
};

/** Shares customers with an organisation or a wallet: whom, what, until when; the recipient's key; and how far it is. */
export function ShareModal({ customers, what, onClose }: ShareModalProps) {
  const { t } = useTranslation();
  const { organisation } = useMember();
  const form = useForm<ShareForm>({
    initialValues: EMPTY_SHARE_FORM,
    validate: (values) => {
      const problems = checkShareForm({ form: values, organisation, now: new Date() });
      return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, t(`sharing.${problem}`)]));
    },
  });
  const { shares } = useKontor();
  const context = useShareContext(useKeyring());
  const [id, setId] = useState<string | null>(null);
  const start = useMutation({ ...startShareMutation({ shares, context }), onSuccess: setId });
  const tracked = useShares().find(({ share }) => share.id === id);
  const grantee = granteeOf(form.values);
  const submit = () => {
    if (grantee === null) return;
    start.mutate({ customers, grantee, scope: Number(form.values.scope), until: endOf(form.values) });
  };
  return (
    <Modal opened onClose={onClose} title={<bdi>{t("sharing.shareTitle", { what })}</bdi>} size="lg">
      {tracked === undefined ? (
        <form noValidate onSubmit={form.onSubmit(submit)}>
          <Stack>
            <Text size="sm">{t("sharing.whatItDoes")}</Text>
            <fieldset disabled={start.isPending} className="bare">
              <ShareFields getInputProps={form.getInputProps} isAnother={form.values.recipient === ANOTHER} />
            </fieldset>
            {grantee !== null && <RecipientKeyView account={grantee} />}
            {start.isError && <ErrorState error={start.error} title={t("sharing.failed")} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t("shared.cancel")}
              </Button>
              <Button type="submit" loading={start.isPending} disabled={context === undefined}>
                {t("sharing.submit")}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <ShareCard tracked={tracked} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t("sharing.close")}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

type ShareFieldsProps = { getInputProps: (path: string) => InputProps; isAnother: boolean };

function ShareFields({ getInputProps, isAnother }: ShareFieldsProps) {
  const { t } = useTranslation();
  const { service } = useKontor();
  const { organisation } = useMember();
  const organisations = useQuery(organisationsQuery({ service })).data ?? [];
  const others = organisations.filter((other) => other.organisation !== organisation);
  return (
    <Stack>
      <NativeSelect
        label={t("sharing.recipient")}
        data={[
          { value: "", label: "…", disabled: true },
          ...others.map((other) => ({ value: other.organisation, label: other.name })),
          { value: ANOTHER, label: t("sharing.another") },
        ]}
        {...getInputProps("recipient")}
      />
      {isAnother && (
        <TextInput
          label={t("sharing.address")}
          description={t("sharing.addressHint")}
          placeholder="0x…"
          spellCheck={false}
          autoComplete="off"
          {...getInputProps("address")}
        />
      )}
      <NativeSelect
        label={t("sharing.kinds")}
        data={[
          { value: "0", label: t("sharing.allKinds") },
          ...CONTENT_KINDS.map((kind) => ({
            value: String(KINDS[kind]),
            label: t("sharing.only", { kind: t(`records.kinds.${kind}`) }),
          })),
        ]}
        {...getInputProps("scope")}
      />
      <TextInput
        type="datetime-local"
        label={t("sharing.end")}
        description={t("sharing.endHint")}
        {...getInputProps("until")}
      />
    </Stack>
  );
}
