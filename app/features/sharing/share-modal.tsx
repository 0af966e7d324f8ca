import { Alert, Button, Group, Modal, NativeSelect, Progress, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCircleCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useAttempt } from "#app/hooks/use-attempt.ts";
import { useKeyring } from "#app/hooks/use-keyring.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import type { InputProps } from "#app/hooks/use-record-form.ts";
import { useSealingContext } from "#app/hooks/use-sealing-context.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { describeKeyChange } from "#app/model/sharing/describe-key-change.ts";
import {
  ANOTHER,
  checkShareForm,
  EMPTY_SHARE_FORM,
  endOf,
  granteeOf,
  type ShareForm,
} from "#app/model/sharing/share-form.ts";
import { organisationsQuery } from "#app/queries/members.ts";
import { shareMutation } from "#app/queries/sharing.ts";
import { CONTENT_KINDS, KINDS } from "#protocol/chain/kinds.ts";
import { KeyChanged } from "./key-changed.tsx";
import { RecipientKeyView } from "./recipient-key.tsx";

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
  const names = useAccountNames();
  const form = useForm<ShareForm>({
    initialValues: EMPTY_SHARE_FORM,
    validate: (values) => {
      const problems = checkShareForm({ form: values, organisation, now: new Date() });
      return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, t(`sharing.${problem}`)]));
    },
  });
  const { share, waiting, progress, stop } = useShare();
  const grantee = granteeOf(form.values);
  const name = grantee === null ? "" : (names.get(grantee) ?? shortHex(grantee));
  const submit = (acceptedKeys: readonly Hex[] = []) => {
    if (grantee === null) return;
    const request = { customers, grantee, scope: Number(form.values.scope), until: endOf(form.values), acceptedKeys };
    share.mutate(request);
  };
  const close = () => {
    stop();
    onClose();
  };
  return (
    <Modal opened onClose={close} title={<bdi>{t("sharing.shareTitle", { what })}</bdi>} size="lg">
      {share.isSuccess ? (
        <Stack>
          <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t("sharing.doneTitle")} role="status">
            {t("sharing.done", { count: share.data.customers })}
          </Alert>
          <Group justify="flex-end">
            <Button onClick={close}>{t("sharing.close")}</Button>
          </Group>
        </Stack>
      ) : (
        <form noValidate onSubmit={form.onSubmit(() => submit())}>
          <Stack>
            <Text size="sm">{t("sharing.whatItDoes")}</Text>
            <fieldset disabled={share.isPending} className="bare">
              <ShareFields getInputProps={form.getInputProps} isAnother={form.values.recipient === ANOTHER} />
            </fieldset>
            {grantee !== null && <RecipientKeyView account={grantee} />}
            {share.isPending && <SharingProgress waiting={waiting} name={name} progress={progress} />}
            {share.isError && describeKeyChange(share.error) !== null && (
              <KeyChanged error={share.error} onAgree={(keyHash) => submit([keyHash])} />
            )}
            {share.isError && describeKeyChange(share.error) === null && (
              <ErrorState error={share.error} title={t("sharing.failed")} />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t("shared.cancel")}
              </Button>
              <Button type="submit" loading={share.isPending}>
                {share.isError ? t("sharing.again") : t("sharing.submit")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

/** The mutation with how far it is; `stop` leaves it where it is. */
function useShare() {
  const keyring = useKeyring();
  const sealing = useSealingContext();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState(false);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const attempt = useAttempt();
  const share = useMutation(
    shareMutation({
      ...{ sealing, wallet, keyring, queryClient },
      onWaiting: () => setWaiting(true),
      onProgress: (made) => {
        setWaiting(false);
        setProgress(made);
      },
      signal: () => {
        setWaiting(false);
        setProgress(null);
        return attempt.begin();
      },
    }),
  );
  return { share, waiting, progress, stop: attempt.stop };
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

type SharingProgressProps = { waiting: boolean; name: string; progress: { done: number; total: number } | null };

function SharingProgress({ waiting, name, progress }: SharingProgressProps) {
  const { t } = useTranslation();
  const part = progress === null || progress.total === 0 ? 0 : (100 * progress.done) / progress.total;
  return (
    <Alert color={waiting ? "yellow" : "blue"} role="status" data-sharing={waiting ? "waiting" : "working"}>
      <Stack gap="xs">
        <Text size="sm">{waiting ? t("sharing.waiting", { name }) : t("sharing.working")}</Text>
        {progress !== null && !waiting && (
          <>
            <Progress value={part} aria-label={t("sharing.working")} />
            <Text size="sm">{t("sharing.progress", { done: formatCount(progress.done), count: progress.total })}</Text>
          </>
        )}
        <Text size="xs">{t("sharing.stopHint")}</Text>
      </Stack>
    </Alert>
  );
}
